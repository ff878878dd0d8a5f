/**
 * Tells people who are on the site of what is in their list. Whoever is not finds it there: nothing is kept for them.
 */
import type { Reader } from '#platform/database/index.ts';
import type { ChannelNote, LiveEvents } from '#platform/live-events/index.ts';
import { describeNotification } from './describe-notification.ts';
import { countUnread, type NotificationRow } from './store.ts';

export interface TellDeps {
  readonly read: Reader;
  readonly live: Pick<LiveEvents, 'publishAll' | 'listening'>;
}

/** At most one row for each person. Rejects where Redis is away. */
export async function tellPeople({ read, live }: TellDeps, rows: readonly NotificationRow[]): Promise<void> {
  const here = new Set(await live.listening(rows.map(({ userId }) => userId)));
  const told = rows.filter(({ userId }) => here.has(userId));
  if (told.length === 0) return;
  const unread = await countUnread(read, [...here]);
  const notes = told.map((row): ChannelNote => {
    const body = { notification: describeNotification(row), unread: unread.get(row.userId) ?? 0 };
    return { channel: { person: row.userId }, name: 'notification.new', body };
  });
  await live.publishAll(notes);
}
