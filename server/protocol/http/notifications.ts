/**
 * What a person is told while they are elsewhere on the site.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { route } from './route.ts';

export const notificationKinds = ['followed_live', 'new_follower', 'account'] as const;
export const NotificationKind = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof NotificationKind>;

export const Notification = z
  .object({
    id: Id,
    kind: NotificationKind,
    title: z.string(),
    text: z.string(),
    link: z.string().nullable().describe('A path of this site'),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

export const NotificationSettings = z
  .strictObject({ followedLive: z.boolean(), newFollower: z.boolean() })
  .meta({ id: 'NotificationSettings' });
export type NotificationSettings = z.infer<typeof NotificationSettings>;

export const listNotifications = route({
  method: 'GET',
  path: '/api/notifications',
  summary: 'The newest notifications, at most 50, and how many are unread',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  query: z.strictObject({ before: Id.optional() }),
  answer: z.object({ notifications: z.array(Notification), unread: z.int().min(0), more: z.boolean() }),
  refusals: [],
});

export const readNotifications = route({
  method: 'POST',
  path: '/api/notifications/read',
  summary: 'Marks notifications as read: one, or all up to now where none is named',
  who: 'user',
  status: 200,
  body: z.strictObject({ id: Id.optional() }),
  params: undefined,
  answer: z.object({ unread: z.int().min(0) }),
  refusals: [],
});

export const getNotificationSettings = route({
  method: 'GET',
  path: '/api/notifications/settings',
  summary: 'Which notifications one gets',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ settings: NotificationSettings }),
  refusals: [],
});

export const setNotificationSettings = route({
  method: 'PATCH',
  path: '/api/notifications/settings',
  summary: 'Chooses which notifications one gets; absent fields stay',
  who: 'user',
  status: 200,
  body: NotificationSettings.partial(),
  params: undefined,
  answer: z.object({ settings: NotificationSettings }),
  refusals: [],
});
