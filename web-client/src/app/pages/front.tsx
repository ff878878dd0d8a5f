/**
 * `/`: who is live. While the person looks, the code of the room they are about to enter is fetched.
 */
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FrontPage } from '../../features/streams/index.ts';

/** After the first list has had the line to itself. */
const prefetchDelayMs = 1_500;

export function FrontRoute() {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => {
      void router.loadRouteChunk(router.routesById['/r/$streamId']);
    }, prefetchDelayMs);
    return () => clearTimeout(timer);
  }, [router]);
  return <FrontPage />;
}
