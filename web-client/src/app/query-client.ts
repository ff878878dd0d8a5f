/**
 * How answers of the server are kept and asked again.
 */
import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/index.ts';

/** What the server refused it would refuse again; the rest is tried twice more. */
function worthRetrying(failures: number, error: Error): boolean {
  if (error instanceof ApiError && (error.kind === 'refused' || error.kind === 'unexpected')) return false;
  return failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: worthRetrying,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 4_000),
      staleTime: 2_000,
      // The browser's idea of being online is often wrong: ask, and see.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
