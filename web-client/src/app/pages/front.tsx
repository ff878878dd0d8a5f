/**
 * `/`: who is live. While the person looks, the code of the room they are about to enter is fetched.
 */
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FrontPage } from '../../features/streams/index.ts';

const route = getRouteApi('/');

/** After the first list has had the line to itself. */
const prefetchDelayMs = 1_500;

export function FrontRoute() {
  const router = useRouter();
  const navigate = useNavigate();
  const { q = '', tag = '' } = route.useSearch();
  useEffect(() => {
    const timer = setTimeout(() => {
      void router.loadRouteChunk(router.routesById['/r/$streamId']);
    }, prefetchDelayMs);
    return () => clearTimeout(timer);
  }, [router]);
  return (
    <FrontPage
      filter={{ q, tag }}
      onFilter={(wanted) =>
        void navigate({
          to: '/',
          search: { q: wanted.q || undefined, tag: wanted.tag || undefined },
          // Typing is one step of the history, not one a letter.
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
}
