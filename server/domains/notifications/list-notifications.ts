/**
 * What a person was told, newest first.
 */
import type { Reader } from '#platform/database/index.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { describeNotification } from './describe-notification.ts';
import { countUnread, findPage } from './store.ts';

const most = 50;

/** @param before only what is older than the notification of this id; absent: from the newest */
export async function listNotifications(
  read: Reader,
  userId: string,
  before?: string,
): Promise<AnswerOf<typeof routes.listNotifications>> {
  const [rows, unread] = await Promise.all([
    findPage(read, userId, before ?? null, most + 1),
    countUnread(read, [userId]),
  ]);
  return {
    notifications: rows.slice(0, most).map(describeNotification),
    unread: unread.get(userId) ?? 0,
    more: rows.length > most,
  };
}
