/**
 * Proves the address with the token of the link, once, however often the page is drawn.
 */
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';

export interface Verification {
  readonly status: 'working' | 'done' | 'failed';
  readonly error: unknown;
  readonly retry: () => void;
}

export function useVerification(token: string | undefined): Verification {
  const { refresh } = useSession();
  const { status, error, isFetching, refetch } = useQuery({
    queryKey: ['verify-email', token],
    enabled: token !== undefined,
    queryFn: async () => {
      await call('verifyEmail', { body: { token: token ?? '' } });
      // So that the reminder to confirm goes; where nobody is signed in here there is none.
      await refresh().catch(() => undefined);
      return true;
    },
    // The token works once: asked again, it would be refused.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const retry = (): void => void refetch();
  if (token === undefined) return { status: 'failed', error: null, retry };
  if (status === 'pending' || (isFetching && status === 'error')) return { status: 'working', error: null, retry };
  return { status: status === 'success' ? 'done' : 'failed', error, retry };
}
