/** The whole of it in a running Busker: a picture over HTTP, a follow, a show that begins, and the word of it on a socket. */
import sharp from 'sharp';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import type { NoteBody } from '#protocol/socket/notes.ts';
import { demoPerformerId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import { TestSocket } from '../world/socket.ts';
import { openStack } from '../world/stack.ts';
import { enrol } from '../world/staff.ts';
import { until } from '../world/until.ts';

const stack = await openStack();
t.teardown(() => stack.close());
const [performer, viewer] = [new ApiClient(stack), new ApiClient(stack)];
await Promise.all([performer.login('performer'), viewer.login('viewer')]);

t.test('A picture is sent, shown, answered from the cache, and gone', async (t) => {
  const body = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#b35' } })
    .png()
    .toBuffer();
  const put = (headers: Record<string, string>, file = body) =>
    performer.raw('PUT', '/api/me/avatar', { headers, body: file });
  const { status, body: answer } = await put({ 'content-type': 'image/png' });
  const url = (answer as { profile: { avatarUrl: string } }).profile.avatarUrl;
  t.equal(status, 200);
  const shown = await viewer.raw('GET', url);
  t.match(shown.headers, {
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    etag: /^"[0-9a-f]{64}"$/,
  });
  t.match(shown.headers['content-security-policy'], /default-src 'none'/, 'opened by itself it can do nothing');
  const again = await viewer.raw('GET', url, { headers: { 'if-none-match': shown.headers.etag ?? '' } });
  t.equal(again.status, 304);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  t.match(await put({ 'content-type': 'image/png' }, svg), { status: 400, body: { error: 'PICTURE_REFUSED' } });
  t.match(await put({ 'content-type': 'image/svg+xml' }, svg), { status: 400, body: { error: 'VALIDATION_FAILED' } });
  const large = Buffer.concat([body, Buffer.alloc(5 * 1024 * 1024)]);
  t.match(await put({ 'content-type': 'image/png' }, large), { status: 413, body: { error: 'PAYLOAD_TOO_LARGE' } });
  await performer.do('removeAvatar');
  t.equal((await viewer.raw('GET', url)).status, 404);
});

t.test('Who follows hears on their socket that the show begins, wherever on the site they are', async (t) => {
  const socket = await TestSocket.open(stack, { ticket: await viewer.ticket() });
  t.same(await viewer.do('follow', { params: { id: demoPerformerId }, body: {} }), { followers: 1 });
  const { unread } = await until('new follower', async () => {
    const list = await performer.do('listNotifications');
    return list.notifications.some(({ kind }) => kind === 'new_follower') ? list : undefined;
  });
  t.ok(unread >= 1, 'she finds her new follower in the list');
  const title = 'A show that begins';
  const { stream } = await performer.do('createStream', { body: { title, sessionType: 'broadcast_public' } });
  const begunMs = performance.now();
  await performer.do('startStream', { params: { id: stream.id }, body: {} });
  const note = await until('note', () =>
    socket
      .notes('notification.new')
      .map(({ body }) => body as NoteBody<'notification.new'>)
      .find(({ notification }) => notification.link === `/r/${stream.id}`),
  );
  t.comment(`heard after ${Math.round(performance.now() - begunMs)} ms`);
  t.match(note.notification, { kind: 'followed_live', title: 'Mara Quinn is live', text: title, readAt: null });
  const list = await viewer.do('listNotifications');
  t.same(list.notifications[0], note.notification);
  t.equal(list.unread, note.unread);
  t.same(await viewer.do('readNotifications', { body: {} }), { unread: 0 });
  const page = await viewer.do('getProfile', { params: { handle: 'mara' } });
  t.match(page, { following: true, live: { id: stream.id } }, 'her page shows it');
  const { follows } = await viewer.do('listFollows');
  t.match(follows, [{ profile: { handle: 'mara' }, live: { id: stream.id } }]);
  await performer.do('endStream', { params: { id: stream.id }, body: {} });
  await socket.close();
});

t.test('Who becomes a performer may announce a show with their next token', async (t) => {
  const fan = new ApiClient(stack);
  await fan.login('fan');
  const { profile } = await fan.do('becomePerformer', { body: {} });
  t.match(profile, { performs: true, roles: ['viewer', 'performer'] });
  await until('refusal of the token of before', async () => (await fan.ask('getOwnProfile')).status === 401, {
    withinMs: 3_000,
  });
  fan.accessToken = undefined;
  fan.accessToken = (await fan.do('refresh', { body: {} })).accessToken;
  const body = { title: 'My first show', sessionType: 'broadcast_public' } as const;
  t.equal((await fan.do('createStream', { body })).stream.performer.handle, 'fern');
});

t.test('An admin who compares books that do not agree has it in the bell, as every admin has, once', async (t) => {
  const admin = new ApiClient(stack);
  await admin.login('admin');
  await enrol(admin);
  const told = async () =>
    (await admin.do('listNotifications')).notifications.filter(({ title }) => title === 'The books do not agree');
  t.match(await admin.do('reconcile', { body: {} }), { reconciliation: { holds: true } });
  const goal = newId();
  await stack.query(
    `INSERT INTO tip_goal (id, performer_id, title, target_tokens, created_at, settled_tokens)
     VALUES ($1, $2, 'Strings', 10, now(), 5)`,
    [goal, demoPerformerId],
  );
  const { reconciliation } = await admin.do('reconcile', { body: {} });
  t.equal(reconciliation.holds, false);
  const [news] = await until('the news', async () => ((await told()).length > 0 ? told() : undefined));
  t.match(news, { link: `/admin/money?reconciliation=${reconciliation.id}`, text: /tips-goals/ });
  await admin.do('reconcile', { body: {} });
  await stack.query('DELETE FROM tip_goal WHERE id = $1', [goal]);
  t.match(await admin.do('reconcile', { body: {} }), { reconciliation: { holds: true } });
  t.equal((await told()).length, 1);
});
