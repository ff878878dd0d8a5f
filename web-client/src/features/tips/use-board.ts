/**
 * What a performer shows of tips wherever they are: goal, menu, leaderboards.
 */
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';

/** Under `me`: the performer sees names there that nobody else does. */
export const boardKey = (performer: string): readonly string[] => ['me', 'tips-board', performer];

export interface BoardAsking {
  /** Whether it is asked at all; always, where nothing is said. */
  readonly enabled?: boolean;
  /** How old it may be, in milliseconds; in view it is asked again as often. */
  readonly freshMs?: number;
}

export function useBoard(performer: string, { enabled = true, freshMs = 20_000 }: BoardAsking = {}) {
  return useQuery({
    queryKey: boardKey(performer),
    queryFn: ({ signal }) => call('tipBoard', { params: { creatorId: performer }, signal }),
    enabled,
    staleTime: freshMs,
    refetchInterval: freshMs,
  });
}
