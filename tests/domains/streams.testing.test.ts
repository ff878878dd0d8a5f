/** A stream before it is live and long after: tested, changed, put away by age; who may, what is told, what the database refuses. */
import t from 'tap';
import { demoTicketedStreamId } from '../../prisma/demo.ts';
import { ageStreams, endStream, expireSilentStreams } from '../../server/domains/streams/index.ts';
import { until } from '../world/until.ts';
import { call, castMember, codeOf, openPeopleStage } from './people-stage.ts';

const stage = await openPeopleStage(t);
const { streams, deps, heard, clock, news, database, postgres } = stage;
const performer = castMember('performer');
const nova = castMember('nova');
const unknown = '01900000-0000-7000-8000-00000000dead';
const dayMs = 24 * 3_600_000;

async function announce() {
  const body = { title: 'Rooftop set', sessionType: 'broadcast_public' as const, tags: ['jazz'] };
  return (await streams.createStream(call({ body, caller: performer }))).stream.id;
}
const test = (id: string, caller = performer) => streams.testStream(call({ params: { id }, caller }));
const start = (id: string) => streams.startStream(call({ params: { id }, caller: performer }));
const end = (id: string, caller = performer) => streams.endStream(call({ params: { id }, caller }));
const edit = (id: string, body: { title?: string; tags?: string[] }, caller = performer) =>
  streams.editStream(call({ params: { id }, body, caller }));
const read = async (id: string) => (await streams.getStream(call({ params: { id } }))).stream;
const told = async (id: string) => {
  await until('the news', async () => (await news.backlog()).pending === 0);
  return heard.filter(({ body }) => (body as { streamId?: string }).streamId === id).map(({ name }) => name);
};

t.test('A test begins once, is told once, and ends where it came from', async (t) => {
  const id = await announce();
  t.match((await test(id)).stream, { state: 'TESTING', liveSince: null });
  t.match((await test(id)).stream, { state: 'TESTING' }, 'a repeat changes nothing');
  t.same(await told(id), ['stream.changed']);
  t.match((await end(id)).stream, { state: 'READY', endedAt: null });
  t.same(await told(id), ['stream.changed', 'stream.changed']);
});

t.test('What was live before is offline again after a test, with the end it had', async (t) => {
  const id = await announce();
  await start(id);
  const { endedAt } = (await end(id)).stream;
  clock.advance(1_000);
  t.match((await test(id)).stream, { state: 'TESTING', endedAt });
  t.match((await end(id)).stream, { state: 'OFFLINE', endedAt });
});

t.test('A test goes live', async (t) => {
  const id = await announce();
  await test(id);
  t.match((await start(id)).stream, { state: 'LIVE' });
  t.equal(await codeOf(test(id)), 'STREAM_STATE', 'what is live is not tested');
  await end(id);
});

t.test('A test in which nothing is sent for a minute is over; one that sends goes on', async (t) => {
  const [silent, sending] = [await announce(), await announce()];
  await Promise.all([test(silent), test(sending)]);
  clock.advance(59_999);
  t.notOk((await expireSilentStreams(deps)).includes(silent), 'not a moment too early');
  const seen = new Date(clock.now() - 10_000);
  await database.transact((tx) => tx.room.create({ data: { streamId: sending, mediaSeenAt: seen } }));
  clock.advance(1);
  const over = await expireSilentStreams(deps);
  t.ok(over.includes(silent) && !over.includes(sending));
  t.equal((await read(silent)).state, 'READY');
  t.equal((await read(sending)).state, 'TESTING');
  await test(silent);
  t.match(
    await endStream(deps, silent, { reason: 'no_media', since: new Date(clock.now() - 60_000) }),
    { state: 'TESTING' },
    'one that began after the silence was noticed is left alone',
  );
});

t.test('Only its performer tests and changes a stream', async (t) => {
  t.equal(await codeOf(test(demoTicketedStreamId)), 'FORBIDDEN');
  t.equal(await codeOf(test(unknown)), 'NOT_FOUND');
  t.equal(await codeOf(edit(demoTicketedStreamId, { title: 'Mine now' })), 'FORBIDDEN');
  t.equal(await codeOf(edit(unknown, { title: 'Nobody’s' })), 'NOT_FOUND');
  const id = await announce();
  t.equal(await codeOf(test(id, nova)), 'FORBIDDEN');
  t.equal(await codeOf(edit(id, { title: 'Hers' }, nova)), 'FORBIDDEN');
  t.match(await read(id), { title: 'Rooftop set', state: 'READY' });
});

t.test('Title and tags change while it is live, and what is absent stays', async (t) => {
  const id = await announce();
  await start(id);
  t.match((await edit(id, { title: 'Encore' })).stream, { title: 'Encore', tags: ['jazz'], state: 'LIVE' });
  t.match((await edit(id, { tags: ['late', 'late'] })).stream, { title: 'Encore', tags: ['late'] });
  await edit(id, { title: 'Encore', tags: ['late'] });
  t.same(await told(id), ['stream.started', 'stream.changed', 'stream.changed'], 'what is the same is told to nobody');
  await end(id);
});

t.test('A title that is not for everybody is refused and changes nothing', async (t) => {
  const id = await announce();
  t.equal(await codeOf(edit(id, { title: 'kill all the fags' })), 'CONTENT_BLOCKED');
  t.equal(await codeOf(edit(id, { tags: ['jazz', 'nigger'] })), 'CONTENT_BLOCKED');
  t.match(await read(id), { title: 'Rooftop set', tags: ['jazz'] });
});

t.test('Two edits at once leave one of both, whole', async (t) => {
  const id = await announce();
  await Promise.all([edit(id, { title: 'One', tags: ['one'] }), edit(id, { title: 'Two', tags: ['two'] })]);
  const { title, tags } = await read(id);
  t.same(tags, [title.toLowerCase()]);
});

t.test('A week after its end a stream is stale, thirty days later archived; neither comes back', async (t) => {
  const id = await announce();
  await start(id);
  await end(id);
  clock.advance(7 * dayMs - 1);
  await ageStreams(deps);
  t.equal((await read(id)).state, 'OFFLINE', 'not a moment too early');
  clock.advance(1);
  t.ok((await ageStreams(deps)) >= 1);
  t.equal((await read(id)).state, 'STALE');
  for (const act of [() => test(id), () => start(id), () => edit(id, { title: 'Again' })]) {
    t.equal(await codeOf(act()), 'STREAM_STATE');
  }
  clock.advance(30 * dayMs);
  await Promise.all([ageStreams(deps), ageStreams(deps)]);
  t.equal((await read(id)).state, 'ARCHIVED');
  t.equal(await codeOf(edit(id, { title: 'Again' })), 'STREAM_STATE');
});

t.test('One that was forgotten for months takes both steps, one a look', async (t) => {
  const id = await announce();
  await start(id);
  await end(id);
  clock.advance(100 * dayMs);
  await ageStreams(deps);
  t.equal((await read(id)).state, 'STALE');
  await ageStreams(deps);
  t.equal((await read(id)).state, 'ARCHIVED');
});

t.test('The database refuses a test without a beginning and an age without an end', async (t) => {
  const id = await announce();
  const set = (what: string) => postgres.query(`UPDATE stream SET ${what} WHERE id = $1`, [id]);
  await t.rejects(set(`state = 'TESTING'`), { code: '23514' });
  await t.rejects(set('testing_since = now()'), { code: '23514' });
  await t.rejects(set(`state = 'STALE'`), { code: '23514' });
});
