/**
 * What a person has to spend, and what it was in all.
 */
import { fineTokensText, tokensText } from '#kernel/money.ts';
import type { Reader } from '#platform/database/index.ts';
import type { Wallet } from '#protocol/http/wallet.ts';
import { sumWallet } from './store.ts';

/** In tokens, all of one moment; zeros where nobody has this id. */
export async function readWallet(read: Reader, userId: string): Promise<Wallet> {
  const { paid, given, held, everPaid, everGiven, everEarned } = await sumWallet(read, userId);
  return {
    balance: tokensText(paid + given),
    given: tokensText(given),
    reserved: tokensText(held),
    lifetime: {
      purchased: tokensText(everPaid),
      given: tokensText(everGiven),
      spent: tokensText(everPaid + everGiven - paid - given - held),
      earned: fineTokensText(everEarned),
    },
  };
}
