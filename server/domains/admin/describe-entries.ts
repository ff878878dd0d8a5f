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
  return entries.map(({ id, at, actorId, action, subjectKind, subjectId, reason, facts, ip, seal }) => ({
    ...{ id: String(id), at: at.toISOString(), action, reason, ip, sealed: seal !== null },
    actor: actorId === null ? null : { id: actorId, displayName: people.get(actorId)?.displayName ?? 'Unknown' },
    subject: { kind: subjectKind, id: subjectId },
    facts: facts as Record<string, unknown>,
  }));
}
