/**
 * A price list as it travels.
 */
import type { PricePolicy } from '#protocol/http/economy.ts';
import type { PolicyRow } from './store.ts';

/** Numbers become strings of digits. */
export function describePolicy({ version, preset, packs, payoutMicroUsd, madeAt }: PolicyRow): PricePolicy {
  return {
    ...{ version, preset, payoutMicroUsd: String(payoutMicroUsd), madeAt: madeAt.toISOString() },
    packs: packs.map(({ id, tokens, bonusTokens, priceMicroUsd }) => ({
      ...{ id, tokens: String(tokens), bonusTokens: String(bonusTokens), priceMicroUsd: String(priceMicroUsd) },
    })),
  };
}
