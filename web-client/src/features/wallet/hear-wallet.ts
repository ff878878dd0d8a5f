/**
 * Notes about the person's money, wherever a socket is open: what they say is shown at once, the rest is asked for anew,
 * at most every few seconds however fast the tips come.
 */
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Wallet } from '#protocol/http/wallet.ts';
import type { Note } from '#protocol/socket/notes.ts';
import { keys } from './queries.ts';
import { type EarningsAnswer, type TipsAnswer, withBalance, withEarnings, withSettled } from './wallet-news.ts';

const restMs = 2_500;
/** A list of more pages stands still while it is read: each page would be asked for again, every few seconds. */
const mostPages = 2;

export interface WalletEar {
  hear(note: Note): void;
  close(): void;
}

/** For the page's one query client. Closing it forgets what was still to be asked. */
export function hearWallet(queries: QueryClient): WalletEar {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const askAgain = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const queryKey of Object.values(keys)) {
        void queries.invalidateQueries({ queryKey, predicate: ({ state }) => pagesOf(state.data) <= mostPages });
      }
    }, restMs);
  };
  return {
    hear: (note) => {
      if (note.name === 'wallet.changed') {
        const { balance } = note.body;
        queries.setQueriesData<Wallet>({ queryKey: keys.wallet }, (before) => before && withBalance(before, balance));
        askAgain();
      }
      if (note.name === 'tip.settled') {
        const { tips, earnings } = note.body;
        queries.setQueriesData<InfiniteData<TipsAnswer>>(
          { queryKey: keys.tips },
          (before) => before && withSettled(before, tips),
        );
        if (earnings) {
          queries.setQueryData<EarningsAnswer>(keys.earnings, (before) => before && withEarnings(before, earnings));
        }
        askAgain();
      }
    },
    close: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function pagesOf(data: unknown): number {
  return (data as Partial<InfiniteData<unknown>> | undefined)?.pages?.length ?? 1;
}
