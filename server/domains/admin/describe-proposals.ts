/**
 * Proposals as staff read them, with the people they are about.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Proposal } from '#protocol/http/admin.ts';
import { readPeople } from '../accounts/index.ts';
import { stateOf } from './rules/proposal-state.ts';
import type { ProposalRow } from './store.ts';

/** In the order given. @param nowMs decides which have expired */
export async function describeProposals(
  read: Reader,
  rows: readonly ProposalRow[],
  nowMs: number,
): Promise<Proposal[]> {
  const ids = rows.flatMap(({ subjectId, proposedById }) => [subjectId, proposedById]);
  const people = await readPeople(read, ids);
  const named = (id: string) => {
    const { displayName, handle } = people.get(id) ?? { displayName: 'Unknown', handle: '' };
    return { id, displayName, handle };
  };
  return rows.map((row) => {
    const { id: by, displayName } = named(row.proposedById);
    return {
      ...{ id: row.id, act: row.act, subject: named(row.subjectId), reason: row.reason },
      roles: row.roles.length > 0 ? [...row.roles] : null,
      proposedBy: { id: by, displayName },
      ...{ createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString() },
      state: stateOf(row, nowMs),
    };
  });
}
