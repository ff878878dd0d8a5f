/** /api/streams: announcing, starting, ending, listing. */
import { newId } from '#kernel/ids.ts';
import { demoStreamId, demoTicketedStreamId } from '../../prisma/demo.ts';
import type { ApiClient, HttpAnswer } from '../world/api.ts';
import { refusedWith } from './coded.ts';
import type { HttpCase } from './world.ts';

const good = { title: 'A test', sessionType: 'broadcast_public' };

export const announcing: HttpCase = async (t, { cast: { performer } }) => {
  const create = (body: object) => performer.json('POST', '/api/streams/create', body);
  const made = await create({ ...good, title: '  A “title” <b>  ', tags: ['jazz', 'jazz', 'naïve', '日本'] });
  const expected = {
    title: 'A “title” <b>',
    tags: ['jazz', 'naïve', '日本'],
    state: 'READY',
    adult: false,
    priceTokens: null,
  };
  t.match(made, { status: 201, body: { stream: expected } }, '201: trimmed, each tag once');
  const dear = await create({ ...good, sessionType: 'broadcast_private', priceTokens: 1_000_000 });
  t.match(dear.body, { stream: { priceTokens: '1000000' } }, '201: a price is a text in answers');
  const bad = [
    ...[{ title: '' }, { title: '   ' }, { title: 'x'.repeat(121) }, { title: 1 }, { title: null }],
    ...[
      { title: 'a\u0000' },
      { title: '\ud800' },
      { sessionType: 'private' },
      { sessionType: 1 },
      { adult: 'yes' },
      { adult: 1 },
    ],
    ...[
      { tags: 'jazz' },
      { tags: ['a b'] },
      { tags: [''] },
      { tags: ['-'] },
      { tags: Array(9).fill('a') },
      { tags: ['x'.repeat(25)] },
    ],
    ...[{ priceTokens: 5 }, { sessionType: 'broadcast_private' }],
    ...[{ split: 'all-mine' }, { split: '' }, { split: null }, { split: { creatorBp: 10_000 } }],
  ];
  for (const one of bad)
    refusedWith(t, await create({ ...good, ...one }), 'VALIDATION_FAILED', JSON.stringify(one).slice(0, 50));
  for (const priceTokens of [0, -1, 1.5, 1_000_001, 2 ** 63, '5', null, true]) {
    const answer = await create({ ...good, sessionType: 'broadcast_private', priceTokens });
    refusedWith(t, answer, 'VALIDATION_FAILED', `${JSON.stringify(priceTokens)} is no price`);
  }
};

export const startingAndEnding: HttpCase = async (t, world) => {
  const { performer } = world.cast;
  const nova = world.anyone();
  await nova.login('nova');
  const id = await world.announce();
  const step = (what: 'start' | 'end', client: ApiClient = performer): Promise<HttpAnswer> =>
    client.json('POST', `/api/streams/${id}/${what}`, {});

  refusedWith(t, await step('end'), 'STREAM_STATE', 'what never began cannot end');
  refusedWith(t, await step('start', nova), 'FORBIDDEN', 'another performer does not start it');
  const starts = await Promise.all(Array.from({ length: 10 }, () => step('start')));
  t.same(new Set(starts.map(({ status }) => status)), new Set([200]), '200: ten starts at once');
  t.equal(new Set(starts.map(({ text }) => text)).size, 1, 'are one');
  const listed = (await world.anyone().do('listStreams')).streams.find((stream) => stream.id === id);
  t.match(
    listed,
    { state: 'LIVE', viewers: 0, performer: { displayName: 'Mara Quinn' } },
    '200: it is on the front page',
  );
  refusedWith(t, await step('end', nova), 'FORBIDDEN', 'another performer does not end it');
  const ends = await Promise.all(Array.from({ length: 10 }, () => step('end')));
  t.equal(new Set(ends.map(({ text }) => text)).size, 1, '200: ten ends at once are one');
  t.match(ends[0]?.body, { stream: { state: 'OFFLINE', endedAt: String } });
  t.notOk(
    (await world.anyone().do('listStreams')).streams.some((stream) => stream.id === id),
    'it left the front page',
  );
  t.match((await step('start')).body, { stream: { state: 'LIVE', endedAt: null } }, '200: it may begin again');
  await step('end');
  for (const state of ['STALE', 'ARCHIVED']) {
    await world.stack.query('UPDATE stream SET state = $2 WHERE id = $1', [id, state]);
    refusedWith(t, await step('start'), 'STREAM_STATE', `what is ${state} is over`);
  }
};

export const reading: HttpCase = async (t, world) => {
  const anyone = world.anyone();
  t.match(await anyone.do('getStream', { params: { id: demoStreamId } }), {
    stream: { state: 'LIVE', viewers: Number },
  });
  t.match(await anyone.do('getStream', { params: { id: demoTicketedStreamId } }), { stream: { priceTokens: '50' } });
  refusedWith(t, await anyone.ask('getStream', { params: { id: newId() } }), 'NOT_FOUND', 'nobody announced it');
  const { streams } = await anyone.do('listStreams');
  t.ok(
    streams.some(({ id }) => id === demoStreamId),
    '200: the demo is live',
  );
  t.ok(
    streams.every(({ state }) => state === 'LIVE'),
    'and only what is live is listed',
  );
};
