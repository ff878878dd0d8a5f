/**
 * One's own picture for the header; letters stand until it is known.
 */
import { useQuery } from '@tanstack/react-query';
import { call } from '../api/index.ts';
import { useSession } from '../session/index.ts';

const freshMs = 5 * 60_000;

/** Its path; null where there is none. */
export function useOwnPicture(): string | null {
  const { user } = useSession();
  const { data } = useQuery({
    queryKey: ['me', 'profile'],
    queryFn: ({ signal }) => call('getOwnProfile', { signal }),
    enabled: user !== null,
    staleTime: freshMs,
  });
  return data?.profile.avatarUrl ?? null;
}
