/**
 * Entries of the audit log as staff read them: with names beside the ids, as people are called now.
 */
import type { Reader } from '#platform/database/index.ts';
import type { AuditEntry } from '#protocol/http/admin.ts';
import { readPeople } from '../accounts/index.ts';
import type { SealedEntry } from '../audit/index.ts';

/** In the order given. */
export async function describeEntries(read: Reader, entries: readonly SealedEntry[]): Promise<AuditEntry[]> {
  const people = await readPeople(
    read,
    entries.flatMap(({ actorId }) => actorId ?? []),
  );
  const named = (id: string) => ({ id, displayName: people.get(id)?.displayName ?? 'Unknown' });
  return entries.map((entry) => ({
    ...{ id: String(entry.id), at: entry.at.toISOString(), action: entry.action, ip: entry.ip },
    ...{ reason: reasonOf(entry), sealed: entry.seal !== null },
    actor: entry.actorId === null ? null : named(entry.actorId),
    subject: { kind: entry.subjectKind, id: entry.subjectId },
    facts: entry.facts as Record<string, unknown>,
  }));
}

/** Words that are forgotten must not look like none. */
function reasonOf({ reason, words, reasonCommitment }: SealedEntry): string | null {
  return reason ?? words?.text ?? (reasonCommitment === null ? null : 'Erased.');
}
