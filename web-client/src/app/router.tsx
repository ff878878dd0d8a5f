/**
 * Every address of the page. Room and studio are their own chunks, fetched ahead where the person is about to go.
 */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Spinner } from '../ui/index.ts';
import { ErrorPage, NotFoundPage } from './error-page.tsx';
import { FrontRoute } from './pages/front.tsx';
import { LoginRoute } from './pages/login.tsx';
import styles from './shell.module.css';
import { Shell } from './shell.tsx';
import { strings } from './strings.ts';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const front = createRoute({ getParentRoute: () => root, path: '/', component: FrontRoute });

const room = createRoute({
  getParentRoute: () => root,
  path: '/r/$streamId',
  component: lazyRouteComponent(() => import('./pages/room.tsx'), 'RoomRoute'),
});

const studio = createRoute({
  getParentRoute: () => root,
  path: '/studio',
  component: lazyRouteComponent(() => import('./pages/studio.tsx'), 'StudioRoute'),
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: LoginRoute,
  // Named even where it is refused: what is left out would be passed on as it came.
  validateSearch: ({ next }: Record<string, unknown>): { next?: string | undefined } => ({
    next: isInside(next) ? next : undefined,
  }),
});

/** Only a path of this page: a foreign address after signing in would be a gift to phishers. */
function isInside(next: unknown): next is string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next);
}

export const router = createRouter({
  routeTree: root.addChildren([front, room, studio, login]),
  defaultPreload: 'intent',
  defaultErrorComponent: ErrorPage,
  defaultPendingComponent: () => (
    <div className={styles.waiting}>
      <Spinner size="lg" label={strings.loading} />
    </div>
  ),
  defaultPendingMs: 200,
  // Its default of half a second would hold back a stage whose picture is there already.
  defaultPendingMinMs: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
