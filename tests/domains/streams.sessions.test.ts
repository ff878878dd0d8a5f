/** Sessions: each stretch of being live is one, and what is given in it is divided as it was agreed when it began. */
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { endShows } from '../../server/domains/admin/index.ts';
import {
  expireSilentStreams,
  findLiveSessionOf,
  findOpenSession,
  keepDemoLive,
  streamRoutes,
  streamsPersonalData,
} from '../../server/domains/streams/index.ts';
import { type SplitName, splitNames } from '../../server/protocol/http/economy.ts';
import { createStream } from '../../server/protocol/http/streams.ts';
import { call, castMember, codeOf, openPeopleStage } from './people-stage.ts';
import { copyOf, eraseAll } from './personal-data.ts';

const stage = await openPeopleStage(t);
const { streams, deps, clock, database, postgres } = stage;
const { read } = database;
const [mara, nova] = [castMember('performer'), castMember('nova')];
const none = async () => new Map<string, number>();

const announce = async (split?: SplitName, caller = nova) => {
  const body = { title: 'Rooftop set', sessionType: 'broadcast_public' as const, ...(split && { split }) };
  return (await streams.createStream(call({ body, caller }))).stream.id;
};
const start = (id: string, by = streams, caller = nova) => by.startStream(call({ params: { id }, body: {}, caller }));
const end = (id: string, caller = nova) => streams.endStream(call({ params: { id }, body: {}, caller }));
const sessionsOf = (id: string) =>
  postgres.query<{ started_at: Date; ended_at: Date | null; split: string }>(
    `SELECT started_at, ended_at, split_name || ' ' || split_version AS split FROM stream_session
     WHERE stream_id = $1 ORDER BY started_at, id`,
    [id],
  );
const splitsOf = async (id: string) => (await sessionsOf(id)).map(({ split }) => split);

t.test('Going live opens a session, ending closes it, going live again opens another', async (t) => {
  const id = await announce('p2p-share');
  t.equal(await findOpenSession(read, id), null, 'none before it is live');
  const first = (await start(id)).stream;
  const open = await findOpenSession(read, id);
  t.match(open, { streamId: id, performerId: nova.userId, splitName: 'p2p-share', splitVersion: 1 });
  t.equal(open?.startedAt.toISOString(), first.liveSince, 'it began when the show did');
  clock.advance(5_000);
  await start(id);
  t.same(await findOpenSession(read, id), open, 'asking again changes nothing');
  const over = (await end(id)).stream;
  t.equal(await findOpenSession(read, id), null);
  await end(id);
  t.same(
    (await sessionsOf(id)).map(({ ended_at }) => ended_at?.toISOString()),
    [over.endedAt],
    'it ended when the show did',
  );
  clock.advance(5_000);
  await start(id);
  const again = await findOpenSession(read, id);
  t.not(again?.id, open?.id);
  t.equal((await sessionsOf(id)).length, 2);
  await end(id);
});

t.test('A stream that chose no split has the deployment’s of when it went live', async (t) => {
  const id = await announce();
  await start(id);
  await end(id);
  clock.advance(1_000);
  await start(id, streamRoutes({ ...deps, defaultSplit: 'platform-fee', countViewers: none }));
  await end(id);
  t.same(await splitsOf(id), ['creator-first 1', 'platform-fee 1']);
});

t.test('Every split can be chosen, and nothing else', async (t) => {
  for (const split of splitNames) {
    const id = await announce(split);
    await start(id);
    await end(id);
    t.same(await splitsOf(id), [`${split} 1`]);
  }
  const given = { title: 'All mine', sessionType: 'broadcast_public' };
  t.ok(createStream.body.safeParse(given).success);
  for (const split of ['all-mine', '', null, 'creator-first ', { creatorBp: 10_000 }])
    t.notOk(createStream.body.safeParse({ ...given, split }).success, JSON.stringify(split));
});

t.test('A new version of a split holds from the next session on, never in one that is open', async (t) => {
  const id = await announce('p2p-creator-85');
  await start(id);
  await postgres.query(`INSERT INTO split VALUES ('p2p-creator-85', 2, 8500, 500, 1000)`);
  t.match(await findOpenSession(read, id), { splitVersion: 1 });
  await end(id);
  clock.advance(1_000);
  await start(id);
  t.match(await findOpenSession(read, id), { splitVersion: 2 });
  await end(id);
  t.same(await splitsOf(id), ['p2p-creator-85 1', 'p2p-creator-85 2']);
});

t.test('Of several shows of one performer the one that began last counts', async (t) => {
  t.equal(await findLiveSessionOf(read, nova.userId), null, 'while they are not live there is none');
  const [first, second] = [await announce('platform-fee'), await announce('p2p-share')];
  await start(first);
  clock.advance(1_000);
  await start(second);
  t.match(await findLiveSessionOf(read, nova.userId), { streamId: second, splitName: 'p2p-share' });
  t.equal(await findLiveSessionOf(read, mara.userId), null, 'another’s do not');
  await end(second);
  t.match(await findLiveSessionOf(read, nova.userId), { streamId: first, splitName: 'platform-fee' });
  await end(first);
  t.equal(await findLiveSessionOf(read, nova.userId), null);
});

t.test('Silence, and a performer who may show nothing any more, close a session as well', async (t) => {
  const silent = await announce();
  await start(silent);
  clock.advance(60_000);
  t.ok((await expireSilentStreams(deps)).includes(silent));
  const shown = await announce();
  await start(shown);
  await endShows(deps, nova.userId);
  for (const id of [silent, shown]) {
    t.equal(await findOpenSession(read, id), null);
    t.equal((await sessionsOf(id)).filter(({ ended_at }) => ended_at !== null).length, 1);
  }
});

t.test('Starts at the same moment open one session; a start that is refused opens none', async (t) => {
  const id = await announce();
  await Promise.all([1, 2, 3, 4].map(() => start(id)));
  t.equal((await sessionsOf(id)).length, 1);
  await Promise.all([1, 2, 3, 4].map(() => end(id)));
  t.equal(await codeOf(start(id, streams, mara)), 'FORBIDDEN');
  const five = await Promise.all([1, 2, 3, 4, 5].map(() => announce()));
  for (const one of five) await start(one);
  t.equal(await codeOf(start(id)), 'CONFLICT', 'as many as one may have');
  t.equal((await sessionsOf(id)).length, 1);
  await endShows(deps, nova.userId);
});

t.test('What is live without a session, from before there were any, gets one', async (t) => {
  const live = (id: string) =>
    postgres.query(`UPDATE stream SET state = 'LIVE', live_since = $2 WHERE id = $1`, [id, new Date(clock.now())]);
  const id = await announce('platform-fee');
  await live(id);
  await start(id);
  t.match(await findOpenSession(read, id), { splitName: 'platform-fee' });
  await end(id);
  const old = await announce();
  await live(old);
  t.match((await end(old)).stream, { state: 'OFFLINE' }, 'and ends as well without');
  await live(demoStreamId);
  t.ok(await keepDemoLive(deps, demoStreamId));
  const open = await findOpenSession(read, demoStreamId);
  t.match(open, { performerId: mara.userId, splitName: 'creator-first' });
  clock.advance(1_000);
  t.ok(await keepDemoLive(deps, demoStreamId));
  t.same(await findOpenSession(read, demoStreamId), open, 'the house looks again and changes nothing');
  await end(demoStreamId, mara);
  t.ok(await keepDemoLive(deps, demoStreamId));
  t.not((await findOpenSession(read, demoStreamId))?.id, open?.id, 'the show after it is another session');
  await endShows(deps, mara.userId);
});

t.test('A clock that lags behind ends no session before it began', async (t) => {
  const id = await announce();
  await start(id);
  clock.advance(-3_000);
  const { endedAt, liveSince } = (await end(id)).stream;
  t.equal(endedAt, liveSince);
  const [session] = await sessionsOf(id);
  t.same(session?.ended_at, session?.started_at);
  clock.advance(3_000);
});

t.test('The copy of one’s data has the sessions; erasure leaves them, because tips point at them', async (t) => {
  const id = await announce('p2p-share', mara);
  await start(id, streams, mara);
  await end(id, mara);
  const copy = await copyOf(streamsPersonalData, read, mara.userId);
  const { streams: announced, 'stream-sessions': sessions } = copy as Record<string, Record<string, unknown>[]>;
  t.ok(sessions?.some(({ streamId, splitName }) => streamId === id && splitName === 'p2p-share'));
  t.ok(announced?.some(({ id: streamId, splitName }) => streamId === id && splitName === 'p2p-share'));
  await eraseAll(database, streamsPersonalData, { userId: mara.userId, pseudonym: 'x', at: new Date(clock.now()) });
  t.equal((await sessionsOf(id)).length, 1);
});
