/**
 * The price lists a deployment may begin with (requirements.md, "token price and payout"). Prices in millionths of a dollar.
 */
import type { PriceList } from './sound.ts';

export type Preset = 'creator-first' | 'platform-fee';

/** By name. The split that holds where a stream chooses none has the preset's name too. */
export const presets: Readonly<Record<Preset, PriceList>> = {
  // The documents' 100 tokens for $9.99 and $0.05 a token; larger packs are cheaper and stay far above it.
  'creator-first': {
    packs: [
      { id: 'tokens-100', tokens: 100, bonusTokens: 0, priceMicroUsd: 9_990_000 },
      { id: 'tokens-500', tokens: 500, bonusTokens: 25, priceMicroUsd: 47_990_000 },
      { id: 'tokens-1000', tokens: 1_000, bonusTokens: 100, priceMicroUsd: 92_990_000 },
      { id: 'tokens-5000', tokens: 5_000, bonusTokens: 750, priceMicroUsd: 449_990_000 },
    ],
    payoutMicroUsd: 50_000,
  },
  // 100 tokens for $1 and $0.01 a token before the fee: no pack may have a bonus.
  'platform-fee': {
    packs: [
      { id: 'tokens-500', tokens: 500, bonusTokens: 0, priceMicroUsd: 5_000_000 },
      { id: 'tokens-1000', tokens: 1_000, bonusTokens: 0, priceMicroUsd: 10_000_000 },
      { id: 'tokens-5000', tokens: 5_000, bonusTokens: 0, priceMicroUsd: 50_000_000 },
    ],
    payoutMicroUsd: 10_000,
  },
};
