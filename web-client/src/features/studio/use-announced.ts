/**
 * One's own shows that are announced with a time, as one's page tells them to everybody.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';

const key = ['studio', 'announced'] as const;
/** A show that is late for an hour drops out by itself. */
const everyMs = 60_000;

/** Soonest first. */
export function useAnnounced() {
  const { user } = useSession();
  const handle = user?.handle ?? '';
  return useQuery({
    queryKey: [...key, handle],
    queryFn: ({ signal }) => call('getProfile', { params: { handle }, signal }),
    select: ({ upcoming }) => upcoming,
    enabled: handle !== '',
    staleTime: 0,
    refetchInterval: everyMs,
  });
}

/** Asks again after a change; resolves when the answer is here. */
export function useAnnouncedAgain(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
}
