/**
 * What the signed-in person can spend: asked once, then told by the server whenever it changes.
 */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Wallet } from '#protocol/http/wallet.ts';
import { call } from '../../api/index.ts';
import { onPageNote } from '../../signalling/index.ts';

/** As the wallet page calls it: one answer for both. */
const key = (person: string): readonly string[] => ['me', 'wallet', person];

export interface Balance {
  /** Whole tokens; undefined while it is unknown. */
  readonly balance: string | undefined;
  /** Takes in what an answer said of it. */
  readonly take: (balance: string) => void;
}

/** @param person undefined where nobody is signed in */
export function useBalance(person: string | undefined): Balance {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: key(person ?? ''),
    queryFn: ({ signal }) => call('getWallet', { signal }),
    enabled: person !== undefined,
    staleTime: 10_000,
  });
  useEffect(() => {
    if (person === undefined) return;
    return onPageNote((note) => {
      if (note.name === 'wallet.changed') takeBalance(client, person, note.body.balance);
    });
  }, [client, person]);
  return {
    balance: data?.balance,
    take: (balance) => {
      if (person !== undefined) takeBalance(client, person, balance);
    },
  };
}

function takeBalance(client: QueryClient, person: string, balance: string): void {
  // An answer that is still on its way is older than this.
  void client.cancelQueries({ queryKey: key(person) }).then(() => {
    const known = client.getQueryData<Wallet>(key(person));
    if (known === undefined) void client.invalidateQueries({ queryKey: key(person) });
    else client.setQueryData<Wallet>(key(person), { ...known, balance });
  });
}
