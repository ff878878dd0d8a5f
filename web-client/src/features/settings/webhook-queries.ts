/**
 * What the page of webhooks asks of the server, again and again while it is open: deliveries go their way by themselves.
 */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WebhookState, WebhookType } from '#protocol/http/webhooks.ts';
import { call } from '../../api/index.ts';

const all = ['me', 'webhooks'] as const;
const everyMs = 4_000;

/** What of the log is looked at; absent: all of it. */
export interface LogFilter {
  readonly endpoint?: string;
  readonly state?: WebhookState;
  readonly type?: WebhookType;
}

export function useWebhooks() {
  return useQuery({
    queryKey: [...all, 'endpoints'],
    queryFn: ({ signal }) => call('listWebhooks', { signal }),
    refetchInterval: everyMs,
  });
}

export function useWebhookLog(filter: LogFilter) {
  return useInfiniteQuery({
    queryKey: [...all, 'log', filter],
    queryFn: ({ signal, pageParam }) =>
      call('listWebhookDeliveries', {
        query: { ...filter, limit: 25, ...(pageParam === null ? {} : { before: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ deliveries, more }) => (more ? (deliveries.at(-1)?.id ?? null) : null),
    refetchInterval: everyMs,
  });
}

/** @param id of one delivery */
export function useWebhookDelivery(id: string) {
  return useQuery({
    queryKey: [...all, 'delivery', id],
    queryFn: ({ signal }) => call('viewWebhookDelivery', { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.delivery.state === 'waiting' ? 1_500 : false),
  });
}

/** Asks for everything again, after something was done. */
export function useWebhooksChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: all });
}
