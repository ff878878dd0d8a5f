/**
 * What the audit log keeps about a person: what they did as staff, and what staff did to them. Export hands it out without
 * saying which staff member acted, or from where. The entries stay: they are the proof that rights were not abused, and hold
 * ids alone, which lead to nobody once the account is erased. What staff wrote about the person gets a date at which it goes,
 * a year after each act (docs/decisions/0014-privacy.md says why not at once); `forget-reasons.ts` does it.
 */
import { inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { reasonKeptMs } from './rules/lifetimes.ts';
import { findEntriesAbout, type SealedEntry } from './store.ts';
import { dateReasons } from './store-reasons.ts';

export const auditPersonalData: PersonalData = {
  columns: { audit_entry: ['actor_id', 'subject_id'], audit_reason: ['person_id'] },
  export: (read, userId) => ({
    async *'audit-log'() {
      const page = (after: SealedEntry | undefined, limit: number) => findEntriesAbout(read, userId, after, limit);
      for await (const entry of inPages(page)) yield describe(entry, userId);
    },
  }),
  erase: {
    reasons: shrinking((tx, { userId, at }, most) => dateReasons(tx, userId, { keptMs: reasonKeptMs, at, most })),
  },
};

function describe(
  { at, action, reason, words, facts, actorId, ip, subjectKind, subjectId }: SealedEntry,
  userId: string,
) {
  return {
    ...{ at, action, reason: reason ?? words?.text ?? null },
    // Facts of others' acts may name who proposed or approved them.
    ...(actorId === userId ? { by: 'you', ip, facts, subject: { kind: subjectKind, id: subjectId } } : { by: 'staff' }),
  };
}
