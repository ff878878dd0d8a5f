/**
 * Writes down a privileged act, in the transaction of the act: either both are there or neither is.
 */
import type { Writer } from '#platform/database/index.ts';
import { insertEntry } from './store.ts';

export interface Act {
  /** Null: the system. */
  readonly actor: string | null;
  /** As the protocol names it: `person.suspended`. */
  readonly action: string;
  /** To whom or what. `kind` in kebab-case; `id` at most 200 characters, never a name or an address. */
  readonly subject: { readonly kind: string; readonly id: string };
  readonly reason?: string | null | undefined;
  /** Ids, numbers and closed words: what is written here can never be erased. At most 8,000 characters as JSON. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** From where a staff member acted; absent for acts on one's own account. */
  readonly ip?: string | undefined;
  readonly at: Date;
}

/** Rejects, and with it the act, where the entry cannot be written: nothing privileged happens unseen. */
export async function recordAudit(tx: Writer, { actor, action, subject, reason, facts, ip, at }: Act): Promise<void> {
  await insertEntry(tx, {
    ...{ at, action, actorId: actor, subjectKind: subject.kind, subjectId: subject.id },
    ...{ reason: textOrNull(reason), facts: facts ?? {}, ip: textOrNull(ip) },
  });
}

function textOrNull(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
