/**
 * What a note about money changes in what the page knows already. Pure.
 */
import type { InfiniteData } from '@tanstack/react-query';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { Earnings, Wallet } from '#protocol/http/wallet.ts';

export type EarningsAnswer = AnswerOf<typeof routes.getEarnings>;
export type TipsAnswer = AnswerOf<typeof routes.listTips>;

/** With another balance. What of it was given is never more than all of it, until the server says how much it is. */
export function withBalance(wallet: Wallet, balance: string): Wallet {
  const given = BigInt(wallet.given) > BigInt(balance) ? balance : wallet.given;
  return { ...wallet, balance, given };
}

/** With these tips settled; the same object where none of them is there. */
export function withSettled(tips: InfiniteData<TipsAnswer>, ids: readonly string[]): InfiniteData<TipsAnswer> {
  const settled = new Set(ids);
  const touched = tips.pages.some((page) => page.tips.some(({ id, state }) => state === 'pending' && settled.has(id)));
  if (!touched) return tips;
  const pages = tips.pages.map((page) => ({
    ...page,
    tips: page.tips.map((tip) => (settled.has(tip.id) ? { ...tip, state: 'settled' as const } : tip)),
  }));
  return { ...tips, pages };
}

/** With other sums; the days are asked for anew. */
export function withEarnings(answer: EarningsAnswer, earnings: Earnings): EarningsAnswer {
  return { ...answer, earnings };
}
