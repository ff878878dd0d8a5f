/**
 * A notification as its person sees it.
 */
import type { Notification } from '#protocol/http/notifications.ts';
import type { NotificationRow } from './store.ts';

/** Times in ISO 8601. */
export function describeNotification(row: NotificationRow): Notification {
  const { id, kind, title, text, link, createdAt, readAt } = row;
  return { id, kind, title, text, link, createdAt: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null };
}
