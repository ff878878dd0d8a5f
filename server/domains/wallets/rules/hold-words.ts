/**
 * What people read of something that is or was set aside.
 */
import { fineTokensText } from '#kernel/money.ts';

/** Purposes that are known by name; any other is said as it is written. */
const known: ReadonlyMap<string, string> = new Map([
  ['ticket', 'a ticket'],
  ['call-block', 'a call'],
  ['stake', 'a stake'],
  ['payout', 'a payout'],
]);

/** What ended it, and how much of it, in ledger units, was spent; `placed`: it was set aside. */
export interface HoldWords {
  readonly purpose: string;
  readonly amount: bigint;
  readonly what: 'placed' | 'posted' | 'voided' | 'expired';
  readonly posted: bigint;
}

/** `a ticket`, `a call`. */
export function purposeWords(purpose: string): string {
  return known.get(purpose) ?? purpose.replaceAll('-', ' ');
}

/** A line of a statement about it, without the name of anybody. */
export function holdWords({ purpose, amount, what, posted }: HoldWords): string {
  const forWhat = purposeWords(purpose);
  const [spent, whole] = [fineTokensText(posted), fineTokensText(amount)];
  switch (what) {
    case 'placed':
      return `Set aside for ${forWhat}`;
    case 'posted':
      return posted === amount
        ? `Spent on ${forWhat}: all ${whole} that were set aside`
        : `Spent on ${forWhat}: ${spent} of ${whole}, the rest is back`;
    case 'voided':
      return `Not needed for ${forWhat}: ${whole} are back`;
    case 'expired':
      return `Not used for ${forWhat} in time: ${whole} are back`;
  }
}
