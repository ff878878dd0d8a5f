/**
 * Asking for the wall again and again while somebody looks.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';

/** How often, in milliseconds. */
const lookEveryMs = 3_000;

export function useWall() {
  return useQuery({
    queryKey: ['me', 'moderation', 'wall'],
    queryFn: ({ signal }) => call('listWall', { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: lookEveryMs,
  });
}
