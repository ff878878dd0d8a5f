/**
 * What people read of something that is or was set aside.
 */
import { fineTokensText } from '#kernel/money.ts';

/** The ledger's purposes; whoever hands over another one does not compile. */
type HeldFor = 'ticket' | 'call-block' | 'stake' | 'payout';

/** What it is for, one and several of them, and what was done with what was spent of it. */
const known: Readonly<Record<HeldFor, { what: string; one: string; many: string; spent: string }>> = {
  ticket: { what: 'a ticket', one: 'One ticket', many: 'tickets', spent: 'Spent on a ticket' },
  'call-block': { what: 'a call', one: 'One stretch of a call', many: 'stretches of calls', spent: 'Spent on a call' },
  stake: { what: 'a stake', one: 'One stake', many: 'stakes', spent: 'Forfeited as a stake' },
  payout: { what: 'a payout', one: 'One payout', many: 'payouts', spent: 'Paid out' },
};

/** What ended it, and how much of it, in ledger units, was spent; `placed`: it was set aside. */
export interface HoldWords {
  readonly purpose: HeldFor;
  readonly amount: bigint;
  readonly what: 'placed' | 'posted' | 'voided' | 'expired';
  readonly posted: bigint;
}

/** `a ticket`, `a call`. */
export function purposeWords(purpose: HeldFor): string {
  return known[purpose].what;
}

/** What of holds a settlement divided: `One ticket`, `3 tickets, 2 stretches of calls`. */
export function sharesWords(rows: readonly { readonly purpose: HeldFor; readonly many: number }[]): string {
  return rows
    .map(({ purpose, many }) => (many === 1 ? known[purpose].one : `${many} ${known[purpose].many}`))
    .join(', ');
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
        ? `${known[purpose].spent}: all ${whole} that were set aside`
        : `${known[purpose].spent}: ${spent} of ${whole}, the rest is back`;
    case 'voided':
      return `Not needed for ${forWhat}: ${whole} are back`;
    case 'expired':
      return `Not used for ${forWhat} in time: ${whole} are back`;
  }
}
