/**
 * At the start of a process: there is a price list, and it is sound.
 */
import type { Database } from '#platform/database/index.ts';
import { unsoundPrices } from './errors.ts';
import { type Preset, presets } from './rules/presets.ts';
import { findUnsound, type PriceList } from './rules/sound.ts';
import { findLowestPayout, findNewest, insertPolicy, takePolicies } from './store.ts';

export interface PolicyStart {
  readonly database: Database;
  readonly preset: Preset;
}

/** Stores the preset where nothing is stored; changes nothing else. @throws Refusal PRICE_ARBITRAGE: do not start */
export async function ensurePolicy({ database, preset }: PolicyStart): Promise<void> {
  const { read } = database;
  const stored = await findNewest(read);
  if (stored !== null) return requireSound(stored, await findLowestPayout(read));
  await database.transact(async (tx) => {
    await takePolicies(tx);
    if ((await findNewest(tx)) !== null) return;
    const list = presets[preset];
    requireSound(list, null);
    await insertPolicy(tx, { ...list, preset, byId: null, reason: null });
  });
}

function requireSound(list: PriceList, lowestPayout: number | null): void {
  const unsound = findUnsound(list, lowestPayout);
  if (unsound !== null) throw unsoundPrices(unsound);
}
