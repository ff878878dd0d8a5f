/**
 * What one was told and what one wants to be told, over HTTP.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Handlers } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { NotificationSettings } from '#protocol/http/notifications.ts';
import { listNotifications } from './list-notifications.ts';
import { markNotificationsRead } from './mark-read.ts';
import { findSettings, putSettings } from './store.ts';

export interface NotificationRoutesDeps {
  readonly database: Database;
  readonly limits: Limits;
  readonly clock: Clock;
}

type Names = 'listNotifications' | 'readNotifications' | 'getNotificationSettings' | 'setNotificationSettings';

/** What holds until somebody chooses otherwise. */
const everything: NotificationSettings = { followedLive: true, newFollower: true };

/** The routes of notifications. */
export function notificationRoutes(deps: NotificationRoutesDeps): Handlers<Names> {
  const { database, limits } = deps;
  return {
    listNotifications: ({ caller, query }) => listNotifications(database.read, caller.userId, query.before),
    readNotifications: async ({ caller, body }) => ({
      unread: await markNotificationsRead(deps, caller.userId, body.id),
    }),
    getNotificationSettings: async ({ caller }) => ({
      settings: (await findSettings(database.read, caller.userId)) ?? everything,
    }),
    setNotificationSettings: async ({ caller, body }) => {
      await limits.take('preferences', caller.userId);
      return { settings: await database.transact((tx) => putSettings(tx, caller.userId, body, everything)) };
    },
  };
}
