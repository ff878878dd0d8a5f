/**
 * A show of one's own that is live without this page: it was loaded anew in the middle of it.
 */
import { useQuery } from '@tanstack/react-query';
import type { Stream } from '#protocol/http/streams.ts';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';
import { lastShow } from './last-show.ts';

/** For while nothing is sent from here. */
export function useUnfinishedShow(): Stream | undefined {
  const { user } = useSession();
  const id = lastShow();
  const { data } = useQuery({
    queryKey: ['studio', 'unfinished', id],
    queryFn: ({ signal }) => call('getStream', { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined && user !== null,
    staleTime: 0,
    retry: false,
  });
  const stream = data?.stream;
  const own = stream?.performer.id === user?.id && stream?.state === 'LIVE' && stream.id === id;
  return own ? stream : undefined;
}
