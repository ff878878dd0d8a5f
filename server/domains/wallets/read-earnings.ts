/**
 * What a performer has earned: what was divided, and their share of what was not yet.
 */
import { fineTokensText } from '#kernel/money.ts';
import type { Reader } from '#platform/database/index.ts';
import type { Earnings } from '#protocol/http/wallet.ts';
import { sumEarnings } from './store.ts';

/** In tokens, all of one moment: settlement moves from one sum to the other and changes no total. */
export async function readEarnings(read: Reader, performerId: string): Promise<Earnings> {
  const { settled, unsettled, held, today, shows } = await sumEarnings(read, performerId);
  return {
    settled: fineTokensText(settled),
    unsettled: fineTokensText(unsettled),
    total: fineTokensText(settled + unsettled),
    ...(held === 0n ? {} : { reserved: fineTokensText(held) }),
    today: fineTokensText(today),
    shows: shows.map(({ streamId, earned }) => ({ streamId, earned: fineTokensText(BigInt(earned)) })),
  };
}
