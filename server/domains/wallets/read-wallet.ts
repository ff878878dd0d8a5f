/**
 * What a person has to spend, what of theirs is set aside, and what it was in all.
 */
import { fineTokensText, tokensText } from '#kernel/money.ts';
import type { Reader } from '#platform/database/index.ts';
import type { Wallet } from '#protocol/http/wallet.ts';
import { purposeWords } from './rules/hold-words.ts';
import { sumWallet } from './store.ts';

/** In tokens, all of one moment; zeros where nobody has this id. What is set aside is told soonest over first. */
export async function readWallet(read: Reader, userId: string): Promise<Wallet> {
  const { paid, given, held, holds, everPaid, everGiven, everEarned } = await sumWallet(read, userId);
  return {
    balance: tokensText(paid + given),
    given: tokensText(given),
    reserved: tokensText(held),
    holds: holds.map(({ source, purpose, amount, ...hold }) => ({
      ...{ ...hold, of: source, purpose, about: purposeWords(purpose), amount: fineTokensText(BigInt(amount)) },
    })),
    lifetime: {
      purchased: tokensText(everPaid),
      given: tokensText(everGiven),
      spent: tokensText(everPaid + everGiven - paid - given - held),
      earned: fineTokensText(everEarned),
    },
  };
}
