/**
 * The show that an encoder was last set up for in this browser, while it can still be sent to.
 */
import { useQuery } from '@tanstack/react-query';
import type { Stream } from '#protocol/http/streams.ts';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';
import { lastEncoder } from './last-encoder.ts';

const over: readonly Stream['state'][] = ['STALE', 'ARCHIVED'];

export function useLastEncoder(): Stream | undefined {
  const { user } = useSession();
  const id = lastEncoder();
  const { data } = useQuery({
    queryKey: ['studio', 'last-encoder', id],
    queryFn: ({ signal }) => call('getStream', { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined && user !== null,
    staleTime: 0,
    retry: false,
  });
  const stream = data?.stream;
  const usable = stream?.id === id && stream?.performer.id === user?.id && stream && !over.includes(stream.state);
  return usable ? stream : undefined;
}
