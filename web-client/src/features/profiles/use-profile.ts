/**
 * A person's page as the server tells it, asked again every 30 seconds while it is looked at: they may go live.
 */
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';

const everyMs = 30_000;

/** The key tells apart who asks: whether one follows is part of the answer. */
export function profileKey(handle: string, viewer: string | null) {
  return ['people', handle, viewer] as const;
}

export function useProfile(handle: string) {
  const { user, status } = useSession();
  return useQuery({
    queryKey: profileKey(handle, user?.id ?? null),
    queryFn: ({ signal }) => call('getProfile', { params: { handle }, signal }),
    // Asked before it is known who asks, it would be asked twice.
    enabled: status !== 'restoring',
    refetchInterval: everyMs,
  });
}
