/**
 * The person's notifications: asked every minute and when the page is looked at again, and by news from a socket.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../api/index.ts';
import { useNow } from '../../ui/index.ts';
import { type Inbox, withNews, withOlder, withRead } from './inbox.ts';
import { onNews } from './news.ts';

const everyMs = 60_000;
const key = ['me', 'notifications'];

export interface InboxState {
  readonly inbox: Inbox | undefined;
  readonly error: Error | null;
  readonly again: () => void;
  /** One, or all where none is named. What fails shows again with the next answer. */
  readonly read: (id?: string) => Promise<void>;
  /** @throws ApiError */
  readonly older: () => Promise<void>;
}

export function useInbox(): InboxState {
  const queries = useQueryClient();
  const nowMs = useNow(null);
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('listNotifications', { signal }),
    refetchInterval: everyMs,
    refetchOnWindowFocus: 'always',
  });
  useEffect(
    () =>
      onNews((news) => {
        queries.setQueryData<Inbox>(key, (before) => before && withNews(before, news));
      }),
    [queries],
  );

  const change = (by: (before: Inbox) => Inbox): void => {
    queries.setQueryData<Inbox>(key, (before) => before && by(before));
  };
  return {
    inbox: data,
    error,
    again: () => void refetch(),
    read: async (id) => {
      const answer = await call('readNotifications', { body: id === undefined ? {} : { id } }).catch(() => null);
      if (answer) change((before) => withRead(before, id, answer.unread, new Date(nowMs).toISOString()));
    },
    older: async () => {
      const before = data?.notifications.at(-1)?.id;
      if (before === undefined) return;
      const page = await call('listNotifications', { query: { before } });
      change((inbox) => withOlder(inbox, page));
    },
  };
}
