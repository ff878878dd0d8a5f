/**
 * A tip as giver or performer sees it in their history.
 */
import type { Tip } from '#protocol/http/tips.ts';
import { receivedFrom, type ToldTip } from './rules/told-tip.ts';

/**
 * The giver reads their own words whatever became of them, and is not told what the performer earns; the performer reads
 * what everybody may. Who gave anonymously is in neither: a screen is seen by others too.
 */
export function describeTip(tip: ToldTip, as: 'giver' | 'performer'): Tip {
  const seen = receivedFrom(tip);
  return as === 'performer' ? seen : { ...seen, message: tip.message, earned: null };
}
