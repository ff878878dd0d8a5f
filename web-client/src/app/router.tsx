/**
 * Every address of the page. All but the front page are their own chunks, fetched ahead where the person is about to go.
 */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { MediaLook, MoneyLook } from '../features/admin/index.ts';
import { filterOf } from '../features/streams/index.ts';
import { Spinner } from '../ui/index.ts';
import { ErrorPage, NotFoundPage } from './error-page.tsx';
import { FrontRoute } from './pages/front.tsx';
import styles from './shell.module.css';
import { Shell } from './shell.tsx';
import { strings } from './strings.ts';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const front = createRoute({ getParentRoute: () => root, path: '/', component: FrontRoute, validateSearch: filterOf });

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

const encoders = [
  createRoute({
    getParentRoute: () => root,
    path: '/studio/encoder',
    component: lazyRouteComponent(() => import('./pages/studio.tsx'), 'EncoderStartRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/studio/encoder/$streamId',
    component: lazyRouteComponent(() => import('./pages/studio.tsx'), 'EncoderRoute'),
  }),
] as const;

const profile = createRoute({
  getParentRoute: () => root,
  path: '/u/$handle',
  component: lazyRouteComponent(() => import('./pages/profile.tsx'), 'ProfileRoute'),
});

const wallet = createRoute({
  getParentRoute: () => root,
  path: '/wallet',
  component: lazyRouteComponent(() => import('./pages/wallet.tsx'), 'WalletRoute'),
});

const prices = createRoute({
  getParentRoute: () => root,
  path: '/prices',
  component: lazyRouteComponent(() => import('./pages/prices.tsx'), 'PricesRoute'),
});

const call = createRoute({
  getParentRoute: () => root,
  path: '/call/$id',
  component: lazyRouteComponent(() => import('./pages/call.tsx'), 'CallRoute'),
});

const connection = createRoute({
  getParentRoute: () => root,
  path: '/connection',
  component: lazyRouteComponent(() => import('./pages/connection.tsx'), 'ConnectionRoute'),
});

const accountPages = () => import('./pages/accounts.tsx');

// Named even where it is refused: what is left out would be passed on as it came.
const onward = ({ next }: Record<string, unknown>): { next?: string | undefined } => ({
  next: isInside(next) ? next : undefined,
});
const mailed = ({ token }: Record<string, unknown>): { token?: string | undefined } => ({
  // The router reads a token of digits as a number.
  token: typeof token === 'string' || typeof token === 'number' ? String(token) : undefined,
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(accountPages, 'LoginRoute'),
  validateSearch: onward,
});
const signup = createRoute({
  getParentRoute: () => root,
  path: '/signup',
  component: lazyRouteComponent(accountPages, 'SignUpRoute'),
  validateSearch: onward,
});
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(accountPages, 'ForgotPasswordRoute'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(accountPages, 'ResetPasswordRoute'),
  validateSearch: mailed,
});
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  component: lazyRouteComponent(accountPages, 'VerifyEmailRoute'),
  validateSearch: mailed,
});

/** Only a path of this page: a foreign address after signing in would be a gift to phishers. */
function isInside(next: unknown): next is string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next);
}

const settingsPages = () => import('./pages/settings.tsx');
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(settingsPages, 'SettingsRoute'),
});
const settingsChildren = [
  createRoute({
    getParentRoute: () => settings,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/settings/profile', replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/profile',
    component: lazyRouteComponent(settingsPages, 'ProfileSettings'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/security',
    component: lazyRouteComponent(settingsPages, 'SecuritySettings'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/preferences',
    component: lazyRouteComponent(settingsPages, 'PreferenceSettings'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/notifications',
    component: lazyRouteComponent(settingsPages, 'NotificationSettings'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/privacy',
    component: lazyRouteComponent(settingsPages, 'PrivacySettings'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/channel',
    component: lazyRouteComponent(settingsPages, 'ChannelSettings'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: '/webhooks',
    component: lazyRouteComponent(settingsPages, 'WebhooksSettings'),
  }),
] as const;

/** What of the money is looked at. The router reads an id of digits as a number. */
function lookOf({ transfer, account, reconciliation }: Record<string, unknown>): MoneyLook {
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  return { transfer: text(transfer), account: text(account), reconciliation: text(reconciliation) };
}

/** What of the media is looked at. */
function mediaLookOf({ room, page }: Record<string, unknown>): MediaLook {
  const isPage = typeof page === 'number' && Number.isInteger(page) && page >= 0 && page <= 1_000;
  return { room: typeof room === 'string' ? room : undefined, page: isPage ? page : undefined };
}

const adminPages = () => import('./pages/admin.tsx');
const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(adminPages, 'AdminRoute'),
});
const adminChildren = [
  createRoute({
    getParentRoute: () => admin,
    path: '/',
    component: lazyRouteComponent(adminPages, 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/people/$id',
    component: lazyRouteComponent(adminPages, 'PersonRoute'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/proposals',
    component: lazyRouteComponent(adminPages, 'ProposalsPage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/audit',
    component: lazyRouteComponent(adminPages, 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/money',
    component: lazyRouteComponent(adminPages, 'MoneyRoute'),
    validateSearch: lookOf,
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/media',
    component: lazyRouteComponent(adminPages, 'MediaRoute'),
    validateSearch: mediaLookOf,
  }),
] as const;

const moderationPages = () => import('./pages/moderation.tsx');
const moderation = createRoute({
  getParentRoute: () => root,
  path: '/moderation',
  component: lazyRouteComponent(moderationPages, 'WallRoute'),
});
const silentRoom = createRoute({
  getParentRoute: () => root,
  path: '/moderation/$streamId',
  component: lazyRouteComponent(moderationPages, 'SilentRoomRoute'),
});

const localMail = createRoute({
  getParentRoute: () => root,
  path: '/dev/mail',
  component: lazyRouteComponent(adminPages, 'LocalMailPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    ...encoders,
    ...[
      front,
      room,
      call,
      studio,
      profile,
      wallet,
      prices,
      connection,
      login,
      signup,
      forgot,
      reset,
      verify,
      localMail,
    ],
    ...[moderation, silentRoom],
    settings.addChildren(settingsChildren),
    admin.addChildren(adminChildren),
  ]),
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
