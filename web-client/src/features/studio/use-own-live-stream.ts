/**
 * A stream of one's own that is live without this page: the page was loaded anew in the middle of the show.
 */
import { useQuery } from '@tanstack/react-query';
import type { Stream } from '#protocol/http/streams.ts';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';

/** @param looking only while nothing is sent from here */
export function useOwnLiveStream(looking: boolean): Stream | undefined {
  const { user } = useSession();
  const { data } = useQuery({
    queryKey: ['studio', 'own-live', user?.id],
    queryFn: ({ signal }) => call('listStreams', { signal }),
    enabled: looking && user !== null,
    refetchOnMount: 'always',
    staleTime: 0,
  });
  if (!looking) return undefined;
  return data?.streams.find(({ performer, state }) => performer.id === user?.id && state === 'LIVE');
}
