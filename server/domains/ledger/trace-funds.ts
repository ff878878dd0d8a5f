/**
 * What the tokens of a purchase paid for: first in, first out, derived from the wallet's movements when somebody asks (a dispute), never
 * stored. Whatever came in stands in a line in the order of its versions, whatever went out takes from its front. What was set aside and
 * returned never left the line: it stands again where it stood, since nobody got it.
 */
import type { Reader } from '#platform/database/index.ts';
import { type FundedRow, findFunded, findInflow } from './store-lineage.ts';

/** Where a purchase went: `unspent` and all parts come to `amount`. */
export interface LineageRow {
  readonly ownerId: string;
  readonly at: Date;
  /** In ledger units. */
  readonly amount: bigint;
  readonly unspent: bigint;
  readonly parts: readonly FundedRow[];
  /** Null: these are the last. */
  readonly next: bigint | null;
}

/** At most so many parts of a page. */
const most = 200;

/**
 * @param transferId of what came into a person's bought tokens from outside
 * @param after `next` of the page before; null: from the first part on
 * @returns null where no such transfer brought anything into bought tokens, or it only returned what had been set aside
 */
export async function traceFunds(
  read: Reader,
  transferId: string,
  after: bigint | null = null,
): Promise<LineageRow | null> {
  const inflow = await findInflow(read, transferId);
  if (inflow === null) return null;
  const { ownerId, accountId, at, amount, start, spent } = inflow;
  const found = await findFunded(read, { accountId, start, end: start + amount }, after ?? 0n, most + 1);
  const parts: FundedRow[] = found.slice(0, most);
  return {
    ...{ ownerId, at, amount, parts },
    unspent: amount - spent,
    next: found.length > most ? (parts.at(-1)?.version ?? null) : null,
  };
}
