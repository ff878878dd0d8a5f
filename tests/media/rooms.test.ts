/** Rooms open, close and change their epoch; what is late is refused. */

import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { startMediaWorld } from '../world/media-node.ts';

const world = await startMediaWorld();
t.teardown(() => world.close());
const api = await world.connect();

t.test('a room opens once an epoch', async (t) => {
  const room = { room: newId(), mediaEpoch: 3 };
  t.same(await api.do('room.open', room), { producers: [], handovers: 0, revision: 0 }, 'it opens empty');
  t.same(await api.do('room.open', room), { producers: [], handovers: 0, revision: 0 }, 'and may be opened again');
  t.equal(await api.codeOf('room.open', { ...room, mediaEpoch: 2 }), 'MEDIA_EPOCH_STALE', 'not at an older epoch');
  t.same(await api.do('room.health', room), { producers: [] }, 'its health is told');
});

t.test('a newer epoch ends the older one', async (t) => {
  const old = await world.room(api);
  const session = newId();
  const { transport } = await api.do('transport.open', { ...old, session, direction: 'send' });
  const now = { ...old, mediaEpoch: 2 };
  await api.do('room.open', now);
  t.equal(await api.codeOf('room.health', old), 'MEDIA_EPOCH_STALE', 'the older one answers no more');
  t.equal(await api.codeOf('room.close', old), 'MEDIA_EPOCH_STALE', 'and cannot close the newer');
  const dtlsParameters = { fingerprints: [{ algorithm: 'sha-256' as const, value: Array(32).fill('AB').join(':') }] };
  const connect = { ...now, session, transport: transport.id, dtlsParameters };
  t.equal(await api.codeOf('transport.connect', connect), 'NOT_FOUND', 'its transports are gone');
  t.equal(await api.codeOf('transport.open', { ...old, session, direction: 'send' }), 'MEDIA_EPOCH_STALE', 'for good');
});

t.test('two that open a room at once get the same one', async (t) => {
  const room = { room: newId(), mediaEpoch: 1 };
  const other = await world.connect();
  await Promise.all([api.do('room.open', room), other.do('room.open', room)]);
  const session = newId();
  const first = await api.do('transport.open', { ...room, session, direction: 'receive' });
  const second = await other.do('transport.open', { ...room, session, direction: 'receive' });
  t.equal(second.transport.id, first.transport.id, 'a session’s transport is the same for both');
  t.same([first.created, second.created], [true, false], 'and was created once');
  t.ok(
    first.transport.iceCandidates.some(({ protocol }) => protocol === 'udp'),
    'it can be reached over UDP',
  );
  t.ok(
    first.transport.iceCandidates.some(({ protocol }) => protocol === 'tcp'),
    'and over TCP',
  );
});

t.test('who begins anew is given a transport of their own again, once the first is connected', async (t) => {
  const room = { ...(await world.room(api)), session: newId() };
  const open = (anew?: boolean) =>
    api.do('transport.open', { ...room, direction: 'send', ...(anew === undefined ? {} : { anew }) });
  const first = (await open()).transport.id;
  t.match(await open(true), { transport: { id: first }, created: false }, 'nothing stands in the way of the first');
  const fingerprints = [{ algorithm: 'sha-256' as const, value: Array(32).fill('AB').join(':') }];
  await api.do('transport.connect', { ...room, transport: first, dtlsParameters: { role: 'client', fingerprints } });
  t.match(await open(), { transport: { id: first }, created: false }, 'a repetition changes nothing');
  const second = await open(true);
  t.equal(second.created, true);
  t.not(second.transport.id, first);
  const late = { ...room, transport: first, dtlsParameters: { fingerprints } };
  t.equal(await api.codeOf('transport.connect', late), 'NOT_FOUND', 'the first is gone');
});

t.test('closing is final and may be repeated', async (t) => {
  const room = await world.room(api);
  await api.do('room.close', room);
  t.equal(await api.codeOf('room.health', room), 'MEDIA_EPOCH_STALE', 'a closed room answers no more');
  t.equal(await api.codeOf('room.close', room), 'ok', 'closing it again is nothing');
  t.equal(await api.codeOf('room.open', room), 'MEDIA_EPOCH_STALE', 'a late request does not open it again');
  t.equal(await api.codeOf('room.open', { ...room, mediaEpoch: 2 }), 'ok', 'the next epoch does');
  t.equal(
    await api.codeOf('room.close', { ...room, mediaEpoch: 3 }),
    'ok',
    'and what is older than the one closed ends with it',
  );
  t.equal(await api.codeOf('room.health', { ...room, mediaEpoch: 2 }), 'MEDIA_EPOCH_STALE');
  t.equal(await api.codeOf('session.close', { session: newId() }), 'ok', 'nor is closing a session nobody knows');
});

t.test('what is not there is not found', async (t) => {
  const room = await world.room(api);
  const session = newId();
  const rtpCapabilities = (await api.event('node.hello')).rtpCapabilities;
  const open = { ...room, session, rtpCapabilities };
  t.equal(await api.codeOf('consumers.open', open), 'NOT_FOUND', 'a session without transports consumes nothing');
  await api.do('transport.open', { ...room, session, direction: 'send' });
  t.equal(await api.codeOf('consumers.open', open), 'NOT_FOUND', 'nor one that only sends');
  const producer = newId();
  t.equal(await api.codeOf('producer.close', { ...room, session, producer }), 'NOT_FOUND', 'no producer to close');
  t.equal(
    await api.codeOf('producer.pause', { ...room, session, producer, paused: true }),
    'NOT_FOUND',
    'nor one to pause',
  );
});

t.test('rooms are spread over the workers', async (t) => {
  const rooms = await Promise.all(Array.from({ length: 6 }, () => world.room(api)));
  const session = newId();
  const offers = await Promise.all(
    rooms.map((room) => api.do('transport.open', { ...room, session, direction: 'receive' })),
  );
  const ports = offers.map(({ transport }) => transport.iceCandidates[0]?.port);
  const first = ports.filter((port) => port === world.settings.firstPort).length;
  t.ok(first >= 2 && first <= 4, 'six rooms opened at once stand on both workers');
});
