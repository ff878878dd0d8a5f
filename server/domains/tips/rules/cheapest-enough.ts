/**
 * Which pack of tokens to offer somebody who has too few. Pure.
 */
import { unitsOf } from '#kernel/money.ts';
import type { PricePolicy } from '#protocol/http/economy.ts';

type Pack = PricePolicy['packs'][number];

/**
 * The cheapest that is enough by itself; where none is, the one with the most tokens.
 * @param missing in ledger units, more than zero
 */
export function cheapestEnough(packs: readonly Pack[], missing: bigint): Pack | null {
  const enough = packs.filter((pack) => unitsIn(pack) >= missing);
  if (enough.length > 0) return enough.reduce((best, pack) => (price(pack) < price(best) ? pack : best));
  return packs.reduce<Pack | null>(
    (best, pack) => (best === null || unitsIn(pack) > unitsIn(best) ? pack : best),
    null,
  );
}

function unitsIn({ tokens, bonusTokens }: Pack): bigint {
  return unitsOf(BigInt(tokens) + BigInt(bonusTokens));
}

function price({ priceMicroUsd }: Pack): bigint {
  return BigInt(priceMicroUsd);
}
