/** How much one performer may have at once, and what becomes of it when the role of a performer is taken. */
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { setAccountRoles } from '../../server/domains/accounts/index.ts';
import { endShows, reviewShows } from '../../server/domains/admin/index.ts';
import { keepDemoLive } from '../../server/domains/streams/index.ts';
import type { Role } from '../../server/protocol/http/route.ts';
import { call, castMember, codeOf, openPeopleStage } from './people-stage.ts';

const stage = await openPeopleStage(t);
const { streams, profiles, deps, clock, database, heard, settled } = stage;
const [mara, nova] = [castMember('performer'), castMember('nova')];
const hourMs = 3_600_000;

const inMs = (ms: number) => new Date(clock.now() + ms).toISOString();
const announce = async (scheduledFor?: string, caller = nova) => {
  const when = scheduledFor === undefined ? {} : { scheduledFor };
  const body = { title: 'One of many', sessionType: 'broadcast_public' as const, ...when };
  return (await streams.createStream(call({ body, caller }))).stream.id;
};
const start = (id: string, caller = nova) => streams.startStream(call({ params: { id }, body: {}, caller }));
const end = (id: string, caller = nova) => streams.endStream(call({ params: { id }, body: {}, caller }));
const schedule = (id: string, scheduledFor: string | null) =>
  streams.scheduleStream(call({ params: { id }, body: { scheduledFor }, caller: nova }));
const stateOf = async (id: string) => (await streams.getStream(call({ params: { id } }))).stream.state;
const staffSet = async (userId: string, roles: readonly Role[]) => {
  const given = { userId, roles, now: new Date(clock.now()) };
  const keys = await database.transact((tx) => setAccountRoles(tx, stage.news, given));
  for (const key of keys) stage.news.deliverSoon(key);
};
const many = (count: number) => Array.from({ length: count }, (_, at) => at);

t.test('Five shows of one performer are live at most, however many begin at once', async (t) => {
  const ids = await Promise.all(many(8).map(() => announce()));
  const outcomes = await Promise.all(ids.map((id) => codeOf(start(id))));
  t.same(outcomes.toSorted(), [...Array(3).fill('CONFLICT'), ...Array(5).fill('no refusal')]);
  const live = ids.filter((_, at) => outcomes[at] === 'no refusal');
  const waiting = ids.filter((_, at) => outcomes[at] === 'CONFLICT');
  t.match(await start(waiting[0] ?? '').catch((error: unknown) => error), { code: 'CONFLICT', facts: { most: 5 } });
  t.equal(await codeOf(start(live[0] ?? '')), 'no refusal', 'who asks again for what is live is told that it is');
  await end(live[0] ?? '');
  t.equal(await codeOf(start(waiting[0] ?? '')), 'no refusal', 'one that ends makes room');
  t.equal(await codeOf(start(await announce(undefined, mara), mara)), 'no refusal', 'others have their own');
  await endShows(deps, nova.userId);
  await endShows(deps, mara.userId);
});

t.test('The demo is live beside whatever its performer does', async (t) => {
  const own = await Promise.all(many(5).map(() => announce(undefined, mara)));
  for (const id of own) await start(id, mara);
  t.ok(await keepDemoLive(deps, demoStreamId), 'the house starts it, though she has as many as she may');
  t.equal(await stateOf(demoStreamId), 'LIVE');
  await endShows(deps, mara.userId);
});

t.test('A hundred announced shows wait at most; what nobody waits for any more does not count', async (t) => {
  clock.advance(25 * hourMs);
  const ids: string[] = [];
  for (const n of many(99)) ids.push(await announce(n % 2 === 0 ? undefined : inMs((n + 1) * hourMs)));
  const last = await Promise.all([1, 2, 3].map(() => codeOf(announce())));
  t.same(last.toSorted(), ['CONFLICT', 'CONFLICT', 'no refusal'], 'of three at once one is the hundredth');
  t.match(await announce(inMs(hourMs)).catch((error: unknown) => error), { code: 'CONFLICT', facts: { most: 100 } });
  t.equal(await codeOf(schedule(ids[1] ?? '', inMs(hourMs))), 'no refusal', 'what is announced may move');
  t.equal(await codeOf(announce(undefined, mara)), 'no refusal', 'others have their own');
  clock.advance(24 * hourMs + 1);
  t.equal(await codeOf(announce()), 'no refusal', 'a day later those without a time are forgotten');
  const forgotten = ids[0] ?? '';
  const dozens: unknown[] = [];
  while (dozens.length < 80 && !dozens.includes('CONFLICT')) dozens.push(await codeOf(announce()));
  t.ok(dozens.includes('CONFLICT'));
  t.equal(await codeOf(schedule(forgotten, inMs(hourMs))), 'CONFLICT', 'and come back only where there is room');
  t.equal(await codeOf(schedule(forgotten, null)), 'no refusal');
});

t.test('Whose role is taken is off the air, off every list, and starts nothing', async (t) => {
  clock.advance(25 * hourMs);
  const [live, ahead] = [await announce(), await announce(inMs(hourMs))];
  await start(live);
  await staffSet(nova.userId, ['viewer']);
  const listed = async () => [
    ...(await streams.listStreams(call({}))).streams,
    ...(await streams.listUpcoming(call({}))).streams,
  ];
  const page = () => profiles.getProfile(call({ params: { handle: 'nova' } }));
  t.notOk(
    (await listed()).some(({ performer }) => performer.id === nova.userId),
    'at once',
  );
  t.same((await page()).upcoming, []);
  await reviewShows(deps, nova.userId);
  await reviewShows(deps, nova.userId);
  await settled();
  t.equal(await stateOf(live), 'OFFLINE');
  const ended = { name: 'stream.ended', body: { streamId: live, reason: 'ended' } };
  t.equal(heard.filter((one) => JSON.stringify(one) === JSON.stringify(ended)).length, 1, 'told once');
  for (const attempt of [() => start(live), () => start(ahead), () => announce(), () => schedule(ahead, null)]) {
    t.equal(await codeOf(attempt()), 'FORBIDDEN', 'with a token of the old rights');
  }
  await staffSet(nova.userId, ['performer']);
  t.ok(
    (await listed()).some(({ id }) => id === ahead),
    'given again, what was announced is back',
  );
  t.ok((await page()).upcoming.some(({ id }) => id === ahead));
  t.equal(await codeOf(start(live)), 'no refusal');
  await reviewShows(deps, nova.userId);
  t.equal(await stateOf(live), 'LIVE', 'other changes of rights end nothing');
  await endShows(deps, nova.userId);
});

t.test('A show that begins in the moment the role is taken does not go on', async (t) => {
  const ids = await Promise.all(many(5).map(() => announce()));
  await Promise.all([...ids.map((id) => codeOf(start(id))), staffSet(nova.userId, ['viewer'])]);
  await reviewShows(deps, nova.userId);
  for (const id of ids) t.not(await stateOf(id), 'LIVE', 'after the reaction nothing is live');
  await staffSet(nova.userId, ['performer']);
});

t.test('There is no demo show of somebody who performs no longer', async (t) => {
  await staffSet(mara.userId, ['viewer']);
  await reviewShows(deps, mara.userId);
  t.notOk(await keepDemoLive(deps, demoStreamId));
  t.not(await stateOf(demoStreamId), 'LIVE');
  await staffSet(mara.userId, ['performer']);
  t.ok(await keepDemoLive(deps, demoStreamId), 'until they do');
});

t.test('Who starts without end is asked to wait', async (t) => {
  const strict = await openPeopleStage(t, { limitsFactor: 1 });
  const again = () =>
    codeOf(strict.streams.startStream(call({ params: { id: demoStreamId }, body: {}, caller: mara })));
  const outcomes = [];
  for (const _ of many(21)) outcomes.push(await again());
  t.same(outcomes.slice(19), ['no refusal', 'RATE_LIMITED']);
});
