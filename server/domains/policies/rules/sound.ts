/**
 * When a price list cannot be turned into money: nobody may buy tokens, give them to themselves under another name and be
 * paid more than they paid. A performer may keep everything of a tip, so the whole of it counts.
 */

/** Whole tokens, and millionths of a dollar: JSON integers, as they are asked for and stored; calculated with as bigint. */
export interface PricedPack {
  readonly id: string;
  readonly tokens: number;
  readonly bonusTokens: number;
  readonly priceMicroUsd: number;
}

export interface PriceList {
  readonly packs: readonly PricedPack[];
  /** For an earned token. */
  readonly payoutMicroUsd: number;
}

/** Why a list is refused: a pack pays out more than it costs, or tokens already sold would be worth more than before. */
export type Unsound = { readonly why: 'pack_pays_out'; readonly packId: string } | { readonly why: 'raises_sold' };

/**
 * A card's fees are not counted: they make it safer for all but the platform. Nor are splits: who tips themselves gets at most
 * the whole of it.
 * @param lowestPayout the lowest rate that ever held, millionths of a dollar; null: there was none. @returns null: it is sound
 */
export function findUnsound(list: PriceList, lowestPayout: number | null): Unsound | null {
  const pack = list.packs.find(({ tokens, bonusTokens, priceMicroUsd }) => {
    return (BigInt(tokens) + BigInt(bonusTokens)) * BigInt(list.payoutMicroUsd) > BigInt(priceMicroUsd);
  });
  if (pack !== undefined) return { why: 'pack_pays_out', packId: pack.id };
  // What was sold is out there at its old price; only the payout decides what it is worth.
  if (lowestPayout !== null && list.payoutMicroUsd > lowestPayout) return { why: 'raises_sold' };
  return null;
}
