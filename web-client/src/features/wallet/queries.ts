/**
 * What the wallet asks of the server. All of it is personal and kept under `me`, which the app empties when the person
 * changes. Where a socket is open its notes come first; this asks now and then as well, for where none is.
 */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { QueryOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';

export type StatementOf = NonNullable<NonNullable<QueryOf<typeof routes.getStatement>>['of']>;
export type TipsAs = NonNullable<NonNullable<QueryOf<typeof routes.listTips>>['as']>;

export const keys = {
  /** With the person's id behind it; shared with whatever gives tokens away. */
  wallet: ['me', 'wallet'],
  earnings: ['me', 'wallet-earnings'],
  /** With which one behind it: `wallet` or `earnings`. */
  statement: ['me', 'wallet-statement'],
  /** With `sent` or `received` behind it. */
  tips: ['me', 'wallet-tips'],
  limits: ['me', 'wallet-limits'],
} as const;

const everyMs = 60_000;
/** Prices hardly change. */
const pricesFreshMs = 10 * 60_000;
/** A phone shows so many without being scrolled for ever. */
const pageSize = 10;

export function useWallet() {
  const { user } = useSession();
  return useQuery({
    queryKey: [...keys.wallet, user?.id],
    queryFn: ({ signal }) => call('getWallet', { signal }),
    refetchInterval: everyMs,
    enabled: user !== null,
  });
}

export function useEarnings() {
  return useQuery({
    queryKey: keys.earnings,
    queryFn: ({ signal }) => call('getEarnings', { signal }),
    refetchInterval: everyMs,
  });
}

export function useStatement(of: StatementOf) {
  return useInfiniteQuery({
    queryKey: [...keys.statement, of],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('getStatement', { query: { of, limit: pageSize, ...(pageParam && { before: pageParam }) }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useTips(as: TipsAs) {
  return useInfiniteQuery({
    queryKey: [...keys.tips, as],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('listTips', { query: { as, limit: pageSize, ...(pageParam && { before: pageParam }) }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useSpendingLimits() {
  return useQuery({
    queryKey: keys.limits,
    queryFn: ({ signal }) => call('getSpendingLimits', { signal }),
    select: ({ limits }) => limits,
  });
}

export function useEconomy() {
  return useQuery({
    queryKey: ['economy'],
    queryFn: ({ signal }) => call('getEconomy', { signal }),
    staleTime: pricesFreshMs,
  });
}
