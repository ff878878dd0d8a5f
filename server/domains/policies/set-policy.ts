/**
 * Changes prices. The new list holds from its commit on; what was sold or earned before keeps its version.
 */
import { present } from '#kernel/assert.ts';
import type { Writer } from '#platform/database/index.ts';
import { otherPrices, samePacks, unsoundPrices } from './errors.ts';
import { findUnsound, type PriceList } from './rules/sound.ts';
import { findLowestPayout, findNewest, insertPolicy, type PolicyRow, takePolicies } from './store.ts';

export interface PolicyChange extends PriceList {
  /** Version of the list it was made from; undefined: whichever holds. */
  readonly from?: number | undefined;
  readonly byId: string;
  readonly reason: string;
}

/**
 * In the caller's transaction, beside its entry in the audit log.
 * @throws Refusal PRICE_ARBITRAGE, CONFLICT (names of packs; another list holds than the one it was made from)
 */
export async function setPolicy(tx: Writer, change: PolicyChange): Promise<PolicyRow> {
  const { packs, payoutMicroUsd, from, byId, reason } = change;
  if (new Set(packs.map(({ id }) => id)).size < packs.length) throw samePacks();
  await takePolicies(tx);
  // Under the lock: of two who began from the same list the second is told.
  const holds = await findNewest(tx);
  if (from !== undefined && holds !== null && holds.version !== from) throw otherPrices(holds.version);
  const unsound = findUnsound({ packs, payoutMicroUsd }, await findLowestPayout(tx));
  if (unsound !== null) throw unsoundPrices(unsound);
  await insertPolicy(tx, { preset: null, packs, payoutMicroUsd, byId, reason });
  return present(await findNewest(tx), 'the new price list');
}
