/** A stream from its announcement to its end: who may, what is told, what two at once come to. */
import t from 'tap';
import { demoPerformerId, demoStreamId, demoTicketedStreamId } from '../../prisma/demo.ts';
import {
  endStream,
  expireSilentStreams,
  keepDemoLive,
  streamsPersonalData,
} from '../../server/domains/streams/index.ts';
import { type State, type Step, stateAfter } from '../../server/domains/streams/rules/life-cycle.ts';
import { until } from '../world/until.ts';
import { call, castMember, codeOf, openPeopleStage } from './people-stage.ts';
import { copyOf } from './personal-data.ts';

const stage = await openPeopleStage(t);
const { streams, deps, heard, clock, news, database } = stage;
const performer = castMember('performer');
const nova = castMember('nova');
const unknown = '01900000-0000-7000-8000-00000000dead';

async function announce(title = 'Rooftop set') {
  const { stream } = await streams.createStream(
    call({ body: { title, sessionType: 'broadcast_public' as const }, caller: performer }),
  );
  return stream.id;
}
const start = (id: string, caller = performer) => streams.startStream(call({ params: { id }, caller }));
const end = (id: string, caller = performer) => streams.endStream(call({ params: { id }, caller }));
const about = (id: string) => heard.filter(({ body }) => (body as { streamId?: string }).streamId === id);

t.test('What is announced reads back as it was announced, ready and not live', async (t) => {
  const body = {
    title: 'After hours',
    sessionType: 'broadcast_private' as const,
    priceTokens: 50,
    adult: true,
    tags: ['jazz', 'late', 'jazz'],
  };
  const { stream } = await streams.createStream(call({ body, caller: performer }));
  t.match(stream, {
    ...{
      title: 'After hours',
      sessionType: 'broadcast_private',
      priceTokens: '50',
      adult: true,
      tags: ['jazz', 'late'],
    },
    performer: { id: performer.userId, displayName: 'Mara Quinn', handle: 'mara' },
    ...{ state: 'READY', liveSince: null, endedAt: null, scheduledFor: null },
  });
  const read = await streams.getStream(call({ params: { id: stream.id } }));
  t.same(read.stream, { ...stream, viewers: 0 });
  const { streams: live } = await streams.listStreams(call({}));
  t.notOk(
    live.some(({ id }) => id === stream.id),
    'and the front page does not show it',
  );
});

t.test('Going live and ending are told once each, in order', async (t) => {
  const id = await announce();
  t.match((await start(id)).stream, { state: 'LIVE', liveSince: new Date(clock.now()).toISOString(), endedAt: null });
  clock.advance(5_000);
  t.match(
    (await start(id)).stream,
    { state: 'LIVE', liveSince: new Date(clock.now() - 5_000).toISOString() },
    'a repeat changes nothing',
  );
  t.match((await end(id)).stream, { state: 'OFFLINE', endedAt: new Date(clock.now()).toISOString() });
  await end(id);
  await until('the news', async () => (await news.backlog()).pending === 0);
  t.same(about(id), [
    { name: 'stream.started', body: { streamId: id } },
    { name: 'stream.ended', body: { streamId: id, reason: 'ended' } },
  ]);
});

t.test('A stream that ended goes live again as a new session', async (t) => {
  const id = await announce();
  await start(id);
  clock.advance(60_000);
  await end(id);
  clock.advance(60_000);
  t.match((await start(id)).stream, { state: 'LIVE', liveSince: new Date(clock.now()).toISOString(), endedAt: null });
  await end(id);
});

t.test('Two starts at once, and two ends at once, are one', async (t) => {
  const id = await announce();
  const started = await Promise.all([start(id), start(id), start(id)]);
  t.same(new Set(started.map(({ stream }) => stream.liveSince)).size, 1);
  await Promise.all([end(id), end(id), end(id)]);
  await until('the news', async () => (await news.backlog()).pending === 0);
  t.same(
    about(id).map(({ name }) => name),
    ['stream.started', 'stream.ended'],
  );
});

t.test('A start and an end at once leave the stream in one of both states, and the news agree', async (t) => {
  const id = await announce();
  await start(id);
  await end(id);
  const [started, ended] = await Promise.all([start(id), end(id)]);
  t.ok(started && ended);
  const { stream } = await streams.getStream(call({ params: { id } }));
  await until('the news', async () => (await news.backlog()).pending === 0);
  t.equal(about(id).at(-1)?.name, stream.state === 'LIVE' ? 'stream.started' : 'stream.ended');
});

t.test(
  'Several streams of one performer may be live: the demo stream is, when its performer opens the studio',
  async (t) => {
    await keepDemoLive(deps, demoStreamId);
    await keepDemoLive(deps, demoStreamId);
    const id = await announce();
    await start(id);
    const { streams: live } = await streams.listStreams(call({}));
    t.ok([demoStreamId, id].every((one) => live.some((stream) => stream.id === one)));
    await until('the news', async () => (await news.backlog()).pending === 0);
    t.equal(about(demoStreamId).length, 1, 'keeping it live tells nobody twice');
    await end(id);
  },
);

t.test('Only its performer starts and ends a stream', async (t) => {
  t.equal(await codeOf(start(demoTicketedStreamId)), 'FORBIDDEN');
  t.equal(await codeOf(end(demoTicketedStreamId)), 'FORBIDDEN');
  t.equal(await codeOf(start(unknown)), 'NOT_FOUND');
  t.equal(await codeOf(end(unknown)), 'NOT_FOUND');
  t.equal(await codeOf(streams.getStream(call({ params: { id: unknown } }))), 'NOT_FOUND');
  await start(demoTicketedStreamId, nova);
  t.match((await end(demoTicketedStreamId, nova)).stream, { state: 'OFFLINE' });
});

t.test(
  'What never was live cannot be ended, and what is archived cannot go live; the refusal names the state',
  async (t) => {
    const id = await announce();
    const refusal = await end(id).catch((error: unknown) => error);
    t.match(refusal, { code: 'STREAM_STATE', facts: { state: 'READY' } });
    for (const state of ['STALE', 'ARCHIVED']) {
      await stage.postgres.query('UPDATE stream SET state = $2, ended_at = now() WHERE id = $1', [id, state]);
      t.match(await start(id).catch((error: unknown) => error), { code: 'STREAM_STATE', facts: { state } });
    }
  },
);

t.test('The most watched comes first; without Redis the list still stands', async (t) => {
  const { streamRoutes } = await import('../../server/domains/streams/index.ts');
  const [few, many] = [await announce('few'), await announce('many')];
  await Promise.all([start(few), start(many)]);
  const counted = streamRoutes({
    ...deps,
    countViewers: async () =>
      new Map([
        [few, 2],
        [many, 40],
      ]),
  });
  const { streams: live } = await counted.listStreams(call({}));
  t.match(live.slice(0, 2), [
    { id: many, viewers: 40 },
    { id: few, viewers: 2 },
  ]);
  const away = streamRoutes({ ...deps, countViewers: () => Promise.reject(new Error('Connection is closed.')) });
  t.ok((await away.listStreams(call({}))).streams.length >= 2);
  t.match(await away.getStream(call({ params: { id: few } })), { stream: { viewers: 0 } });
  await Promise.all([end(few), end(many)]);
});

t.test('A live stream without media for a minute is ended, and the reason is told', async (t) => {
  const [silent, sending, young] = [await announce(), await announce(), await announce()];
  await Promise.all([start(silent), start(sending)]);
  clock.advance(59_999);
  await start(young);
  t.notOk((await expireSilentStreams(deps)).includes(silent), 'not a moment too early');
  const seen = new Date(clock.now() - 10_000);
  await database.transact((tx) => tx.room.create({ data: { streamId: sending, mediaSeenAt: seen } }));
  clock.advance(1);
  const ended = await expireSilentStreams(deps);
  t.ok(ended.includes(silent) && !ended.includes(sending) && !ended.includes(young));
  t.match(await streams.getStream(call({ params: { id: silent } })), { stream: { state: 'OFFLINE' } });
  await until('the news', async () => (await news.backlog()).pending === 0);
  t.same(about(silent).at(-1), { name: 'stream.ended', body: { streamId: silent, reason: 'no_media' } });
  t.notOk((await expireSilentStreams(deps)).includes(silent), 'a second look finds nothing');
  clock.advance(50_000);
  t.ok((await expireSilentStreams(deps)).includes(sending), 'a minute after its last media');
});

t.test('A session that began after the silence was noticed is left alone', async (t) => {
  const id = await announce();
  await start(id);
  const noticed = new Date(clock.now());
  await end(id);
  clock.advance(1_000);
  await start(id);
  t.match(await endStream(deps, id, { reason: 'no_media', since: noticed }), { state: 'LIVE' });
});

t.test('What privacy must hand out holds everything a performer announced', async (t) => {
  const { streams: all } = await copyOf(streamsPersonalData, database.read, nova.userId);
  t.match(all, [{ id: demoTicketedStreamId }]);
});

t.test('A suspended performer has no show, the demo’s neither', async (t) => {
  const suspended = (at: string, why: string) =>
    stage.postgres.query(`UPDATE account SET disabled_at = ${at}, disabled_reason = ${why} WHERE id = $1`, [
      demoPerformerId,
    ]);
  await endStream(deps, demoStreamId, { performerId: demoPerformerId });
  await suspended('now()', "'a test'");
  t.notOk(await keepDemoLive(deps, demoStreamId), 'nothing is kept live');
  t.match(await streams.getStream(call({ params: { id: demoStreamId } })), { stream: { state: 'OFFLINE' } });
  await suspended('NULL', 'NULL');
  t.ok(await keepDemoLive(deps, demoStreamId), 'until the suspension ends');
});

t.test('The life cycle, step by step', async (t) => {
  const steps: Step[] = ['test', 'start', 'end', 'silence', 'age'];
  const table: Record<State, (State | null)[]> = {
    READY: ['TESTING', 'LIVE', null, null, null],
    TESTING: ['TESTING', 'LIVE', 'READY', 'READY', null],
    LIVE: [null, 'LIVE', 'OFFLINE', 'OFFLINE', null],
    OFFLINE: ['TESTING', 'LIVE', 'OFFLINE', 'OFFLINE', 'STALE'],
    STALE: [null, null, null, null, 'ARCHIVED'],
    ARCHIVED: [null, null, null, null, null],
  };
  for (const [from, expected] of Object.entries(table)) {
    t.same(
      steps.map((step) => stateAfter(from as State, step)),
      expected,
      from,
    );
  }
});
