/**
 * Who is live, asked again every five seconds while the page is looked at; and what of it there is to choose from.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';
import { type Filter, queryOf } from './filter.ts';

const liveEveryMs = 5_000;
const restEveryMs = 30_000;

export function useLiveStreams(filter: Filter) {
  return useQuery({
    queryKey: ['streams', 'live', filter.q, filter.tag],
    queryFn: ({ signal }) => call('listStreams', { query: queryOf(filter), signal }),
    select: ({ streams }) => streams,
    // While somebody types, the last list stands.
    placeholderData: keepPreviousData,
    refetchInterval: liveEveryMs,
  });
}

/** What starts within the next week. Quiet: where it cannot be had, the page does without. */
export function useUpcoming(filter: Filter) {
  return useQuery({
    queryKey: ['streams', 'upcoming', filter.q, filter.tag],
    queryFn: ({ signal }) => call('listUpcoming', { query: queryOf(filter), signal }),
    select: ({ streams }) => streams,
    placeholderData: keepPreviousData,
    refetchInterval: restEveryMs,
  });
}

export function useTags() {
  return useQuery({
    queryKey: ['streams', 'tags'],
    queryFn: ({ signal }) => call('listTags', { signal }),
    select: ({ tags }) => tags,
    refetchInterval: restEveryMs,
  });
}

/** Ids of people one follows who are live; empty for who is not signed in. */
export function useFollowed(): ReadonlySet<string> {
  const { user } = useSession();
  const { data } = useQuery({
    queryKey: ['me', 'follows'],
    queryFn: ({ signal }) => call('listFollows', { signal }),
    enabled: user !== null,
    refetchInterval: restEveryMs,
  });
  return new Set(user === null ? [] : data?.follows.flatMap(({ live }) => (live ? [live.id] : [])));
}
