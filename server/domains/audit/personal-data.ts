/**
 * What the audit log keeps about a person: what they did as staff, and what staff did to them. Export hands it out without
 * saying which staff member acted, or from where. Nothing is erased: the log is the proof that rights were not abused, and
 * it holds ids alone, which lead to nobody once the account is erased.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { findEntriesAbout } from './store.ts';

export const auditPersonalData: PersonalData = {
  columns: { audit_entry: ['actor_id', 'subject_id'] },
  async export(read, userId) {
    const entries = await findEntriesAbout(read, userId);
    return {
      'audit-log': entries.map(({ at, action, reason, facts, actorId, ip, subjectKind, subjectId }) => ({
        ...{ at, action, reason },
        // Facts of others' acts may name who proposed or approved them.
        ...(actorId === userId
          ? { by: 'you', ip, facts, subject: { kind: subjectKind, id: subjectId } }
          : { by: 'staff' }),
      })),
    };
  },
  erase: () => Promise.resolve(),
};
