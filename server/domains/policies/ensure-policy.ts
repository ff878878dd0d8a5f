/**
 * At the start of a process: there is a price list, and it is sound.
 */
import type { Database } from '#platform/database/index.ts';
import { unsoundPrices } from './errors.ts';
import { type Preset, presets } from './rules/presets.ts';
import { findUnsound } from './rules/sound.ts';
import { findLowestPayout, findNewest, insertPolicy, takePolicies } from './store.ts';

export interface PolicyStart {
  readonly database: Database;
  readonly preset: Preset;
}

/** Stores the preset where nothing is stored; changes nothing else. @throws Refusal PRICE_ARBITRAGE: do not start */
export async function ensurePolicy({ database, preset }: PolicyStart): Promise<void> {
  await database.transact(async (tx) => {
    await takePolicies(tx);
    const stored = await findNewest(tx);
    const list = stored ?? presets[preset];
    const unsound = findUnsound(list, await findLowestPayout(tx));
    if (unsound !== null) throw unsoundPrices(unsound);
    if (stored === null) await insertPolicy(tx, { ...list, preset, byId: null, reason: null });
  });
}
