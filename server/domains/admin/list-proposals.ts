/**
 * What waits for a second admin, and what became of the proposals of the last month.
 */
import type { Proposal } from '#protocol/http/admin.ts';
import { describeProposals } from './describe-proposals.ts';
import type { AdminDeps } from './parts.ts';
import { findProposals } from './store.ts';

const shownForMs = 30 * 24 * 3_600_000;
const most = 200;

/** The newest first, at most 200. */
export async function listProposals({ database, clock }: AdminDeps): Promise<Proposal[]> {
  const nowMs = clock.now();
  const rows = await findProposals(database.read, new Date(nowMs - shownForMs), most);
  return describeProposals(database.read, rows, nowMs);
}
