/** Followers hear that somebody is live: each once, soon, however many there are and whatever dies meanwhile. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import t from 'tap';
import { demoStreamId, demoTicketedStreamId } from '../../prisma/demo.ts';
import { openRound, tellFollowers } from '../../server/domains/notifications/index.ts';
import { until } from '../world/until.ts';
import { addCrowd, call, castMember, openPeopleStage } from './people-stage.ts';

const stage = await openPeopleStage(t);
const { streams, profiles, notifications, live, notes, postgres, clock, database, deps, redis, settled } = stage;
const [mara, nova, vic, fern] = [castMember('performer'), castMember('nova'), castMember('viewer'), castMember('fan')];

const go = (step: 'startStream' | 'endStream', id = demoStreamId) =>
  streams[step](call({ params: { id }, body: {}, caller: mara }));
const announce = async (title: string) => {
  const body = { title, sessionType: 'broadcast_public' as const };
  return (await streams.createStream(call({ body, caller: mara }))).stream.id;
};
const list = (caller = vic) => notifications.listNotifications(call({ caller }));
const lines = async (about: string) =>
  (await postgres.query('SELECT user_id FROM notification WHERE about LIKE $1', [about])).length;
const rounds = () =>
  postgres.query<{ about: string; done: boolean }>(
    `SELECT 'live:' || event_id AS about, done_at IS NOT NULL AS done FROM notification_round ORDER BY event_id`,
  );
const clear = async () => {
  notes.length = 0;
  for (const table of ['notification', 'notification_round', 'notification_settings', 'follow', 'profile']) {
    await postgres.query(`DELETE FROM ${table}`);
  }
};
const follow = (by: typeof vic, notify = true) =>
  profiles.follow(call({ params: { id: mara.userId }, body: { notify }, caller: by }));

t.test('Whoever follows finds it in the list, and whoever is on the site is told', async (t) => {
  await live.follow({ person: vic.userId });
  await Promise.all([follow(vic), follow(fern), follow(nova, false)]);
  const supporter = castMember('supporter');
  await follow(supporter);
  await notifications.setNotificationSettings(call({ body: { followedLive: false }, caller: supporter }));
  await settled();
  await go('startStream');
  await settled();
  t.equal(await tellFollowers(deps), 1);
  const { notifications: mine, unread, more } = await list();
  t.match(mine, [
    {
      ...{ kind: 'followed_live', title: 'Mara Quinn is live', text: 'Dusk on Mercer Street — live busking' },
      ...{ link: `/r/${demoStreamId}`, readAt: null, createdAt: new Date(clock.now()).toISOString() },
    },
  ]);
  t.same({ unread, more }, { unread: 1, more: false });
  const told = await until('note', () => notes.find(({ name }) => name === 'notification.new'));
  t.same(told.body, { notification: mine[0], unread: 1 }, 'the note is the line, with how many are unread');
  t.equal((await list(fern)).unread, 1, 'who is elsewhere finds it later');
  t.equal((await list(nova)).unread, 0, 'who does not want to hear of her has nothing');
  t.equal((await list(supporter)).unread, 0, 'nor who wants to hear of nobody');
  t.equal((await list(mara)).notifications.filter(({ kind }) => kind === 'followed_live').length, 0, 'nor she herself');
  const keys = await redis.commands.keys('live:{person:*');
  t.notOk(
    keys.some((key) => key.includes(fern.userId)),
    'nothing lies in Redis for people who are elsewhere',
  );
});

t.test('The same event again opens nothing and tells nobody; nor does coming back within half an hour', async (t) => {
  const [{ about = '' } = {}] = await rounds();
  const before = await lines('live:%');
  const occasion = { eventId: BigInt(about.slice(5)), happenedAt: new Date(clock.now()) };
  await openRound(database, demoStreamId, occasion);
  await openRound(database, demoStreamId, occasion);
  t.equal((await rounds()).length, 1);
  t.equal(await tellFollowers(deps), 0, 'the round is done');
  await go('endStream');
  clock.advance(29 * 60_000);
  await go('startStream');
  await settled();
  await tellFollowers(deps);
  t.equal(await lines('live:%'), before, '29 minutes later');
  await go('endStream');
  clock.advance(31 * 60_000);
  await go('startStream');
  await settled();
  await tellFollowers(deps);
  t.equal(await lines('live:%'), before + 2, 'an evening later it is news');
  await go('endStream');
  await clear();
});

t.test('Who is gone again before the last follower was told is not announced', async (t) => {
  await follow(vic);
  clock.advance(3_600_000);
  await go('startStream');
  await settled();
  await go('endStream');
  await tellFollowers(deps);
  t.equal(await lines('live:%'), 0);
  t.match(await rounds(), [{ done: true }]);
  await clear();
});

t.test('Who starts one show after the other is announced once in half an hour', async (t) => {
  await follow(vic);
  clock.advance(3_600_000);
  const shows = await Promise.all([1, 2, 3, 4].map((n) => announce(`Show ${n}`)));
  const happenedAt = new Date(clock.now());
  await Promise.all(shows.map((id, at) => openRound(database, id, { eventId: BigInt(1_000_000 + at), happenedAt })));
  t.equal((await rounds()).length, 1, 'of four that begin at once one is told of');
  await postgres.query('DELETE FROM notification_round');
  for (const id of shows.slice(0, 3)) await go('startStream', id);
  await settled();
  t.equal((await rounds()).length, 1, 'and of three that begin one after the other');
  await tellFollowers(deps);
  t.equal(await lines('live:%'), 1);
  clock.advance(29 * 60_000);
  await go('startStream', shows[3]);
  await settled();
  await tellFollowers(deps);
  t.equal(await lines('live:%'), 1, 'nor of another 29 minutes later');
  await streams.startStream(call({ params: { id: demoTicketedStreamId }, body: {}, caller: nova }));
  await settled();
  t.equal((await rounds()).length, 2, 'another performer is other news');
  await streams.endStream(call({ params: { id: demoTicketedStreamId }, body: {}, caller: nova }));
  for (const id of shows) await go('endStream', id);
  clock.advance(61_000);
  await go('startStream', shows[0]);
  await settled();
  await tellFollowers(deps);
  t.equal(await lines('live:%'), 2, 'half an hour later it is news again');
  await go('endStream', shows[0]);
  await clear();
});

t.test('Who was gone before anybody was told is told of when they come back', async (t) => {
  await follow(vic);
  clock.advance(3_600_000);
  await go('startStream');
  await settled();
  await go('endStream');
  await tellFollowers(deps);
  clock.advance(60_000);
  await go('startStream');
  await settled();
  await tellFollowers(deps);
  t.equal(await lines('live:%'), 1);
  await go('endStream');
  await clear();
});

t.test('Ten thousand followers, of whom two hundred are here', async (t) => {
  const crowd = await addCrowd(stage, 10_000);
  await postgres.query('INSERT INTO follow SELECT id, $1, true, now() FROM unnest($2::uuid[]) AS id', [
    mara.userId,
    crowd,
  ]);
  for (const person of crowd.slice(0, 200)) await live.follow({ person });
  clock.advance(3_600_000);
  const begunMs = performance.now();
  await go('startStream');
  await settled();
  const openedMs = performance.now();
  t.equal(await tellFollowers(deps), 11, 'eleven pages, the last is empty');
  const doneMs = performance.now();
  await until('two hundred notes', () => notes.length >= 200);
  const figures = `opened in ${Math.round(openedMs - begunMs)} ms, 10,000 written and 200 told in ${Math.round(doneMs - openedMs)} ms`;
  t.comment(figures);
  t.equal(await lines('live:%'), 10_000);
  t.equal(new Set(notes.map(({ body }) => body.notification.id)).size, 200, 'each of those who are here once');
  t.equal(notes.length, 200);
  t.ok(doneMs - openedMs < 20_000, figures);
  await go('endStream');
});

t.test('Killed in the middle and gone on by another: nobody has two lines, nobody has none', async (t) => {
  await postgres.query('DELETE FROM notification');
  await postgres.query('DELETE FROM notification_round');
  notes.length = 0;
  clock.advance(3_600_000);
  await go('startStream');
  await settled();
  const env = { ...process.env, DATABASE: postgres.url, REDIS: stage.redisServer.url };
  for (const wanted of [1, 3_000, 6_000]) {
    const child = fork(new URL('./fixtures/tell-followers.ts', import.meta.url), { env, stdio: 'ignore' });
    await until(`${wanted} lines`, async () => (await lines('live:%')) >= wanted, { withinMs: 20_000 });
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  const [{ reached = null } = {}] = await postgres.query<{ reached: string | null }>(
    'SELECT reached FROM notification_round WHERE done_at IS NULL',
  );
  t.comment(`killed for the last time when ${await lines('live:%')} lines were written, up to ${reached}`);
  await tellFollowers(deps);
  t.equal(await lines('live:%'), 10_000);
  const [row] = await postgres.query('SELECT count(DISTINCT user_id)::int AS people FROM notification');
  t.same(row, { people: 10_000 });
  await until('two hundred told', () => new Set(notes.map(({ body }) => body.notification.id)).size === 200);
  t.comment(`${notes.length} notes for 200 people: who was being told when it died was told again`);
  const perPerson = new Map<string, Set<string>>();
  for (const { body } of notes)
    perPerson.set(
      body.notification.id,
      (perPerson.get(body.notification.id) ?? new Set()).add(body.notification.title),
    );
  t.equal(perPerson.size, 200, 'of one and the same line');
  await go('endStream');
});

t.test('Two workers at once write each line once', async (t) => {
  await postgres.query('DELETE FROM notification');
  await postgres.query('DELETE FROM notification_round');
  clock.advance(3_600_000);
  await go('startStream');
  await settled();
  await Promise.all([tellFollowers(deps), tellFollowers(deps), tellFollowers(deps)]);
  await tellFollowers(deps);
  t.equal(await lines('live:%'), 10_000);
  await go('endStream');
});
