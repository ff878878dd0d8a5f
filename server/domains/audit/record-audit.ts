/**
 * Writes down a privileged act, in the transaction of the act: either both are there or neither is. The words of a reason
 * stand beside the entry, which holds a promise of them: so they can be erased and the chain stays whole.
 */
import type { Writer } from '#platform/database/index.ts';
import { commitWords } from './commit-words.ts';
import { insertEntry } from './store.ts';
import { insertReason } from './store-reasons.ts';

export interface Act {
  /** Null: the system. */
  readonly actor: string | null;
  /** As the protocol names it: `person.suspended`. */
  readonly action: string;
  /** To whom or what. `kind` in kebab-case; `id` at most 200 characters, never a name or an address. */
  readonly subject: { readonly kind: string; readonly id: string };
  /** At most 500 characters. */
  readonly reason?: string | null | undefined;
  /** Whom the reason is about, where the subject is no person: their erasure must find it. */
  readonly about?: string | undefined;
  /** Ids, numbers and closed words: what is written here can never be erased. At most 8,000 characters as JSON. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** From where a staff member acted; absent for acts on one's own account. */
  readonly ip?: string | undefined;
  readonly at: Date;
}

/** Rejects, and with it the act, where the entry cannot be written: nothing privileged happens unseen. */
export async function recordAudit(tx: Writer, act: Act): Promise<void> {
  const { actor, action, subject, facts, at } = act;
  const text = textOrNull(act.reason);
  const promise = text === null ? null : commitWords(text);
  const entryId = await insertEntry(tx, {
    ...{ at, action, actorId: actor, subjectKind: subject.kind, subjectId: subject.id },
    ...{ reasonCommitment: promise?.commitment ?? null, facts: facts ?? {}, ip: textOrNull(act.ip) },
  });
  if (text === null || promise === null) return;
  const personId = act.about ?? (subject.kind === 'person' ? subject.id : null);
  await insertReason(tx, { entryId, personId, salt: promise.salt, text });
}

function textOrNull(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
