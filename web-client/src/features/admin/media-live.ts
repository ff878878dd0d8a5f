/**
 * Asking for the media again and again while somebody looks: not while the page is hidden or was paused. What was there
 * stays while an answer is on its way or fails.
 */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MediaSample } from '#protocol/http/media.ts';
import { call } from '../../api/index.ts';
import { recentSamples } from './media-series.ts';

/** How often, in milliseconds. */
const lookEveryMs = 3_000;
const sampleEveryMs = 5_000;

const every = (ms: number, isPaused: boolean) => ({ refetchInterval: isPaused ? (false as const) : ms });

export function useMedia(page: number, isPaused: boolean) {
  return useQuery({
    queryKey: ['me', 'admin', 'media', 'overview', page],
    queryFn: ({ signal }) => call('getMedia', { query: { page }, signal }),
    placeholderData: keepPreviousData,
    ...every(lookEveryMs, isPaused),
  });
}

export function useMediaRoom(id: string, isPaused: boolean) {
  return useQuery({
    queryKey: ['me', 'admin', 'media', 'room', id],
    queryFn: ({ signal }) => call('getMediaRoom', { params: { id }, signal }),
    ...every(lookEveryMs, isPaused),
  });
}

/** Only what came since is asked for. */
export function useMediaHistory(isPaused: boolean) {
  const queryKey = ['me', 'admin', 'media', 'history'];
  const queries = useQueryClient();
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData<readonly MediaSample[]>(queryKey) ?? [];
      const since = known.at(-1)?.at ?? 0;
      const { samples } = await call('getMediaHistory', { query: { since }, signal });
      return recentSamples([...known, ...samples]);
    },
    ...every(sampleEveryMs, isPaused),
  });
}
