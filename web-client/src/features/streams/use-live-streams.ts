/**
 * Who is live, asked again every five seconds while the page is looked at.
 */
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';

const everyMs = 5_000;

export function useLiveStreams() {
  return useQuery({
    queryKey: ['streams', 'live'],
    queryFn: ({ signal }) => call('listStreams', { signal }),
    select: ({ streams }) => streams,
    refetchInterval: everyMs,
  });
}
