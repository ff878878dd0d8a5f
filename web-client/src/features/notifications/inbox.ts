/**
 * What the bell knows, and how news, reading and older pages change it. Pure.
 */
import type { Notification } from '#protocol/http/notifications.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { News } from './news.ts';

export type Inbox = AnswerOf<typeof routes.listNotifications>;

/** How many are kept while the page is open. */
const most = 200;

/** With what just came at the top; what is there already is not doubled. */
export function withNews(inbox: Inbox, { notification, unread }: News): Inbox {
  const others = inbox.notifications.filter(({ id }) => id !== notification.id);
  return { ...inbox, notifications: [notification, ...others].slice(0, most), unread };
}

/** With one read, or all of them where none is named. @param at an ISO date */
export function withRead(inbox: Inbox, id: string | undefined, unread: number, at: string): Inbox {
  const read = (one: Notification): Notification =>
    (id === undefined || one.id === id) && one.readAt === null ? { ...one, readAt: at } : one;
  return { ...inbox, notifications: inbox.notifications.map(read), unread };
}

/** With an older page below. */
export function withOlder(inbox: Inbox, older: Inbox): Inbox {
  const known = new Set(inbox.notifications.map(({ id }) => id));
  const added = older.notifications.filter(({ id }) => !known.has(id));
  return { ...inbox, notifications: [...inbox.notifications, ...added].slice(0, most), more: older.more };
}

/** Those that say that somebody is live and were not there before. @param seen ids that were */
export function freshlyLive(notifications: readonly Notification[], seen: ReadonlySet<string>): Notification[] {
  return notifications.filter(({ id, kind, readAt }) => kind === 'followed_live' && readAt === null && !seen.has(id));
}

/** A path of this site, or null: what is stored is not trusted to stay here. */
export function insideLink(link: string | null): string | null {
  return link !== null && /^\/(?![/\\])/.test(link) ? link : null;
}
