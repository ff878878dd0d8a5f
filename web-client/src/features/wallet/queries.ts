/**
 * What the wallet asks of the server. All of it is personal and kept under `me`, which the app empties when the person
 * changes. Where a socket is open its notes come first; this asks now and then as well, for where none is.
 */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { QueryOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { Wallet } from '#protocol/http/wallet.ts';
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
/** What is over is back after so long. */
const sweepMs = 2_500;
/** Prices hardly change. */
const pricesFreshMs = 10 * 60_000;
/** A phone shows so many without being scrolled for ever. */
const pageSize = 10;

export function useWallet() {
  const { user } = useSession();
  return useQuery({
    queryKey: [...keys.wallet, user?.id],
    queryFn: ({ signal }) => call('getWallet', { signal }),
    refetchInterval: ({ state }) => untilNextMs(state.data, state.dataUpdatedAt),
    enabled: user !== null,
  });
}

/** When to ask again: as soon as something that is set aside is over and the sweep had its second, a minute at most. */
function untilNextMs(wallet: Wallet | undefined, askedAtMs: number): number {
  const over = wallet?.holds.map(({ until }) => Date.parse(until) - askedAtMs + sweepMs) ?? [];
  return Math.min(everyMs, Math.max(sweepMs, ...(over.length > 0 ? [Math.min(...over)] : [everyMs])));
}

/** What else changes where the wallet does and no note says so: something was set aside, or is back. */
export function useWalletFollowed(wallet: Wallet): void {
  const queries = useQueryClient();
  const stands = `${wallet.balance} ${wallet.reserved} ${wallet.holds.map(({ id }) => id).join()}`;
  const before = useRef(stands);
  useEffect(() => {
    if (before.current === stands) return;
    before.current = stands;
    for (const queryKey of [keys.statement, keys.limits]) void queries.invalidateQueries({ queryKey });
  }, [queries, stands]);
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
