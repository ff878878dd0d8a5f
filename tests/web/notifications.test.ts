/** The bell: news at the top once, read ones read, nobody is told twice that somebody is live. */
import t from 'tap';
import type { Notification } from '../../server/protocol/http/notifications.ts';
import {
  freshlyLive,
  type Inbox,
  insideLink,
  withNews,
  withOlder,
  withRead,
} from '../../web-client/src/features/notifications/inbox.ts';
import { timeAgo } from '../../web-client/src/features/notifications/time-ago.ts';

const at = '2026-11-21T12:00:00.000Z';
const one = (id: string, more: Partial<Notification> = {}): Notification => ({
  id,
  kind: 'followed_live',
  title: 'Mara is live',
  text: '',
  link: '/r/1',
  createdAt: at,
  readAt: null,
  ...more,
});
const inbox = (...notifications: Notification[]): Inbox => ({
  notifications,
  unread: notifications.length,
  more: true,
});
const ids = ({ notifications }: Inbox): string[] => notifications.map(({ id }) => id);

t.test('news stands at the top, once, with what the server counts', async (t) => {
  const before = inbox(one('a'), one('b'));
  const after = withNews(before, { notification: one('c'), unread: 7 });
  t.same(ids(after), ['c', 'a', 'b']);
  t.equal(after.unread, 7);
  t.same(ids(withNews(after, { notification: one('a'), unread: 7 })), ['a', 'c', 'b'], 'told twice, shown once');
  let full = inbox();
  for (let n = 0; n < 500; n += 1) full = withNews(full, { notification: one(String(n)), unread: n });
  t.ok(full.notifications.length <= 200, 'an open page does not grow for ever');
});

t.test('one is read, or all of them', async (t) => {
  const before = inbox(one('a'), one('b'));
  t.same(
    withRead(before, 'b', 1, at).notifications.map(({ readAt }) => readAt),
    [null, at],
  );
  const all = withRead(before, undefined, 0, at);
  t.ok(all.notifications.every(({ readAt }) => readAt === at));
  t.equal(all.unread, 0);
});

t.test('older ones are added below, none twice', async (t) => {
  const after = withOlder(inbox(one('c'), one('b')), { ...inbox(one('b'), one('a')), more: false });
  t.same(ids(after), ['c', 'b', 'a']);
  t.equal(after.more, false);
});

t.test('only what is new, unread and about a show is called out', async (t) => {
  const list = [one('new'), one('seen'), one('read', { readAt: at }), one('other', { kind: 'new_follower' })];
  t.same(
    freshlyLive(list, new Set(['seen'])).map(({ id }) => id),
    ['new'],
  );
});

t.test('a notification leads nowhere but to this site', async (t) => {
  t.equal(insideLink('/r/1'), '/r/1');
  t.equal(
    insideLink('/admin/money?reconciliation=41'),
    '/admin/money?reconciliation=41',
    'with what is to be shown there',
  );
  for (const link of [null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    t.equal(insideLink(link), null, String(link));
  }
});

t.test('how long ago, in words', async (t) => {
  const now = Date.parse(at);
  t.equal(timeAgo(at, now), 'now');
  t.equal(timeAgo('2026-11-21T12:00:30.000Z', now), 'now', 'a clock that is ahead');
  t.match(timeAgo('2026-11-21T11:55:00.000Z', now), /5 min/);
  t.match(timeAgo('2026-11-21T09:00:00.000Z', now), /3 hr/);
  t.equal(timeAgo('2026-11-20T11:00:00.000Z', now), 'yesterday');
});
