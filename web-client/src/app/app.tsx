/**
 * The providers around the router, outermost first.
 */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { SessionProvider } from '../session/index.ts';
import { ClockProvider, ToastProvider, TooltipProvider } from '../ui/index.ts';
import { now } from './clock.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';

export function App() {
  return (
    <ErrorBoundary>
      <ClockProvider now={now}>
        <QueryClientProvider client={queryClient}>
          <SessionProvider>
            <TooltipProvider>
              <ToastProvider>
                <RouterProvider router={router} />
              </ToastProvider>
            </TooltipProvider>
          </SessionProvider>
        </QueryClientProvider>
      </ClockProvider>
    </ErrorBoundary>
  );
}
