/**
 * A tip as giver or performer sees it in their history.
 */
import type { Tip } from '#protocol/http/tips.ts';
import { givenFrom, receivedFrom, type ToldTip } from './rules/told-tip.ts';

/** The performer reads what everybody may, and what they earn of it; the giver reads their own words. */
export function describeTip(tip: ToldTip, as: 'giver' | 'performer'): Tip {
  return as === 'performer' ? receivedFrom(tip) : givenFrom(tip);
}
