/** What is coming, what is live and what was: schedule, search, tags, and a performer's shows. */
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { readLiveOf, readShows, streamsPersonalData } from '../../server/domains/streams/index.ts';
import { call, castMember, codeOf, openPeopleStage } from './people-stage.ts';
import { copyOf, eraseAll } from './personal-data.ts';

const stage = await openPeopleStage(t);
const { streams, clock, database, postgres } = stage;
const [mara, nova] = [castMember('performer'), castMember('nova')];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const unknown = '01900000-0000-7000-8000-00000000dead';

const inMs = (ms: number) => new Date(clock.now() + ms).toISOString();
const announce = async (title: string, given: { tags?: string[]; scheduledFor?: string } = {}, caller = mara) =>
  (await streams.createStream(call({ body: { title, sessionType: 'broadcast_public' as const, ...given }, caller })))
    .stream;
const schedule = (id: string, scheduledFor: string | null, caller = mara) =>
  streams.scheduleStream(call({ params: { id }, body: { scheduledFor }, caller }));
const start = (id: string, caller = mara) => streams.startStream(call({ params: { id }, body: {}, caller }));
const end = (id: string, caller = mara) => streams.endStream(call({ params: { id }, body: {}, caller }));
type Filter = { search?: string; tag?: string };
const upcoming = async (query: Filter = {}) => (await streams.listUpcoming(call({ query }))).streams;
const live = async (query: Filter = {}) => (await streams.listStreams(call({ query }))).streams;
const titles = (list: readonly { title: string }[]) => list.map(({ title }) => title);

t.test('What is announced for a time is on the schedule, soonest first, until it begins', async (t) => {
  const late = await announce('Late', { scheduledFor: inMs(3 * dayMs) });
  const soon = await announce('Soon', { scheduledFor: inMs(hourMs) });
  await announce('Some day');
  const far = await announce('Far', { scheduledFor: inMs(8 * dayMs) });
  t.same(titles(await upcoming()), ['Soon', 'Late'], 'a week is looked ahead');
  t.match(await upcoming(), [{ scheduledFor: inMs(hourMs), performer: { handle: 'mara' }, state: 'READY' }, {}]);
  await schedule(far.id, inMs(2 * dayMs));
  t.same(titles(await upcoming()), ['Soon', 'Far', 'Late']);
  t.match(await schedule(late.id, null), { stream: { scheduledFor: null } });
  clock.advance(hourMs + 59 * 60_000);
  t.same(titles(await upcoming()), ['Soon', 'Far'], 'who is 59 minutes late is still awaited');
  clock.advance(2 * 60_000);
  t.same(titles(await upcoming()), ['Far'], 'and then no longer');
  await start(far.id);
  t.same(await upcoming(), [], 'what began is not coming');
  t.equal(await codeOf(schedule(far.id, inMs(hourMs))), 'STREAM_STATE');
  await end(far.id);
  t.equal(await codeOf(schedule(far.id, inMs(hourMs))), 'STREAM_STATE', 'nor is what was');
  t.equal(
    (await streams.getStream(call({ params: { id: far.id } }))).stream.scheduledFor,
    inMs(-hourMs * 2 - 60_000 + 2 * dayMs),
  );
  await schedule(soon.id, null);
});

t.test('Times that are none, and people who may not', async (t) => {
  const { id } = await announce('Mine');
  for (const at of [inMs(-1), inMs(0), inMs(367 * dayMs), '1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.000Z']) {
    t.equal(await codeOf(schedule(id, at)), 'VALIDATION_FAILED', at);
    t.equal(await codeOf(announce('Never', { scheduledFor: at })), 'VALIDATION_FAILED', `announced for ${at}`);
  }
  t.equal(await codeOf(schedule(id, inMs(365 * dayMs))), 'no refusal', 'a year ahead');
  t.equal(await codeOf(schedule(id, inMs(hourMs), nova)), 'FORBIDDEN');
  t.equal(await codeOf(schedule(unknown, inMs(hourMs))), 'NOT_FOUND');
  await schedule(id, null);
});

t.test('A start and a new time at once: it begins, or it begins and keeps its time', async (t) => {
  clock.advance(1_000);
  const { id } = await announce('Racing');
  await Promise.all([start(id), codeOf(schedule(id, inMs(hourMs)))]);
  t.match(await streams.getStream(call({ params: { id } })), { stream: { state: 'LIVE' } });
  await end(id);
});

t.test('The search finds words in title, tags and the performer’s names, in any order and case', async (t) => {
  const jazz = await announce('Late-night Jazz, 100% live', { tags: ['Piano', 'jazz'] }, nova);
  const folk = await announce('Folk_songs from the North', { tags: ['guitar'] });
  await Promise.all([start(jazz.id, nova), start(folk.id)]);
  const found = async (search: string) => titles(await live({ search })).sort();
  const [theJazz, theFolk] = [jazz.title, folk.title];
  for (const search of ['JAZZ', 'jazz late', 'piano', 'nova', 'night nova piano', ' 100% ', 'ight']) {
    t.same(await found(search), [theJazz], search);
  }
  for (const search of ['folk_', 'mara', 'Quinn north', 'guitar']) t.same(await found(search), [theFolk], search);
  t.same(await found(''), [theFolk, theJazz]);
  for (const search of ['%', '_', '\\', "'; DROP TABLE stream; --", 'jazz folk', '%a%', 'f_lk', '100%%']) {
    const expected = { '%': [theJazz], _: [theFolk] }[search] ?? [];
    t.same(await found(search), expected, `${search} is meant as it is written`);
  }
  t.same(await found(`${'jazz '.repeat(8)}north`), [theJazz], 'beyond eight words nobody looks');
  t.same(titles(await live({ tag: 'JAZZ' })), [theJazz]);
  t.same(titles(await live({ tag: 'jaz' })), [], 'a tag is a whole tag');
  t.same(titles(await live({ tag: 'guitar', search: 'nova' })), []);
  await announce('Morning ragas', { tags: ['sitar'], scheduledFor: inMs(hourMs) });
  t.same(titles(await upcoming({ search: 'raga' })), ['Morning ragas']);
  t.same(titles(await upcoming({ tag: 'jazz' })), []);
});

t.test('Tags of what is live, most used first, in small letters', async (t) => {
  clock.advance(1_000);
  const more = await announce('More', { tags: ['JAZZ', 'brass', 'jazz'] });
  await start(more.id);
  const { tags } = await streams.listTags(call({}));
  t.same(tags, [
    { tag: 'jazz', live: 2 },
    { tag: 'brass', live: 1 },
    { tag: 'guitar', live: 1 },
    { tag: 'piano', live: 1 },
  ]);
  await end(more.id);
});

t.test('A performer’s page: the latest live one, what comes, what was; never another’s', async (t) => {
  clock.advance(1_000);
  await start(demoStreamId);
  const shows = await readShows({ read: database.read, clock }, mara.userId);
  t.equal(shows.live?.id, demoStreamId);
  t.same(titles(shows.upcoming), ['Morning ragas']);
  t.same(titles(shows.past), ['More', 'Racing', 'Far'], 'newest first');
  t.same(await readShows({ read: database.read, clock }, unknown), { live: null, upcoming: [], past: [] });
  const now = await readLiveOf(database.read, [mara.userId, nova.userId, unknown]);
  t.same([...now.keys()].sort(), [mara.userId, nova.userId].sort());
  t.equal(now.get(mara.userId)?.id, demoStreamId);
});

t.test('Of many past shows twenty are shown', async (t) => {
  await postgres.query(
    `INSERT INTO stream (id, performer_id, title, session_type, adult, tags, state, created_at, live_since, ended_at)
     SELECT gen_random_uuid(), $1, 'Old ' || n, 'broadcast_public', false, '{}', 'ARCHIVED', now(), '2020-01-01', '2020-01-02'
     FROM generate_series(1, 50) AS n`,
    [nova.userId],
  );
  t.equal((await readShows({ read: database.read, clock }, nova.userId)).past.length, 20);
});

t.test('Titles and tags that nobody should read are refused', async (t) => {
  t.equal(await codeOf(announce('fuck you')), 'CONTENT_BLOCKED');
  t.equal(await codeOf(announce('Fine', { tags: ['fine', 'fuck'] })), 'CONTENT_BLOCKED');
});

t.test('Who is suspended is on no list', async (t) => {
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'test' WHERE id = $1`, [nova.userId]);
  t.notOk((await live()).some(({ performer }) => performer.id === nova.userId));
  t.notOk((await streams.listTags(call({}))).tags.some(({ tag }) => tag === 'piano'));
});

t.test('Whoever is erased has said nothing; the rows stay', async (t) => {
  const person = { userId: mara.userId, pseudonym: 'p', at: new Date(clock.now()) };
  await eraseAll(database, streamsPersonalData, person);
  const given = await copyOf(streamsPersonalData, database.read, mara.userId);
  const all = given.streams as { title: string; tags: string[] }[];
  t.ok(all.length > 5 && all.every(({ title, tags }) => title === 'Removed' && tags.length === 0));
});

t.test('Who searches without end is asked to wait; who only looks is not', async (t) => {
  const strict = await openPeopleStage(t, { limitsFactor: 1 });
  for (let n = 0; n < 120; n += 1) await strict.streams.listStreams(call({ query: { search: 'jazz' } }));
  t.equal(await codeOf(strict.streams.listUpcoming(call({ query: { tag: 'jazz' } }))), 'RATE_LIMITED');
  t.equal(await codeOf(strict.streams.listStreams(call({ query: {} }))), 'no refusal');
});
