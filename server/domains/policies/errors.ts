/** What policies refuse. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { Unsound } from './rules/sound.ts';

/** PRICE_ARBITRAGE: the list could be turned into money. */
export function unsoundPrices(unsound: Unsound): CodedRefusal {
  const message =
    unsound.why === 'pack_pays_out'
      ? `Pack ${unsound.packId} would pay out more than it costs.`
      : 'A higher payout would raise the value of tokens that are sold already.';
  return refusal('PRICE_ARBITRAGE', message, { ...unsound });
}

/** CONFLICT: two packs of one name. */
export function samePacks(): CodedRefusal {
  return refusal('CONFLICT', 'Each pack needs a name of its own.');
}

/** CONFLICT: somebody else changed the prices meanwhile. @param version of the list that holds */
export function otherPrices(version: number): CodedRefusal {
  return refusal('CONFLICT', 'The prices were changed meanwhile. Look at them again.', { version });
}
