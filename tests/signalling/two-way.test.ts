/**
 * Two-way rooms: two named people who both send and receive; never a third, and of each of the two one session.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { RoomMedia } from '#protocol/socket/room.ts';
import { meet, type Person } from '../http/people.ts';
import { resumeOn } from '../world/resume.ts';
import { TestSocket } from '../world/socket.ts';
import { publishThrough, watchThrough } from '../world/socket-media.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';

const stack = await openStack({ twoServers: true });
t.teardown(async () => {
  await stack.close();
  cleanup();
});
const host = await meet(stack, 'performer');
const guest = await meet(stack, 'viewer');
const third = await meet(stack, 'performer');
const staff = await meet(stack, 'moderator', { factor: true });
const open = async ({ client }: Person, at: { port: number } = stack) =>
  TestSocket.open(at, { ticket: await client.ticket() });
const invite = async (handle = guest.handle, by = host) => {
  const body = { title: 'A talk of two', sessionType: 'call_2way', guest: handle } as const;
  return (await by.client.do('createStream', { body })).stream;
};
const start = (id: string) => host.client.do('startStream', { params: { id }, body: {} });
const end = (id: string) => host.client.do('endStream', { params: { id }, body: {} });
const seats = (room: string) =>
  stack.query<{ part: string; epoch: number; session: string | null }>(
    'SELECT part, epoch, session FROM call_seat WHERE stream_id = $1 ORDER BY part',
    [room],
  );

t.test('A two-way room names its guest, and nobody else learns of it', async (t) => {
  const refused = async (body: object): Promise<string> => {
    const { body: answer } = await host.client.ask('createStream', { body: { title: 'Two', ...body } as never });
    return (answer as { error: string }).error;
  };
  const twoWay = { sessionType: 'call_2way' };
  t.equal(await refused(twoWay), 'VALIDATION_FAILED', 'with nobody');
  t.equal(await refused({ ...twoWay, guest: 'nobody_of_this_name' }), 'NOT_FOUND', 'with a name that nobody has');
  t.equal(await refused({ ...twoWay, guest: host.handle }), 'CONFLICT', 'with oneself');
  t.equal(await refused({ ...twoWay, guest: guest.handle, priceTokens: 5 }), 'VALIDATION_FAILED', 'for a price');
  t.equal(await refused({ sessionType: 'broadcast_public', guest: guest.handle }), 'VALIDATION_FAILED', 'a broadcast');

  const { id, guest: named } = await invite();
  t.equal(named?.id, guest.id);
  await start(id);
  for (const { client } of [third, guest, host]) {
    t.equal((await client.ask('getStream', { params: { id } })).status, 404, 'it is on no page');
  }
  const { streams } = await third.client.do('listStreams', {});
  t.notOk(
    streams.some((stream) => stream.id === id),
    'nor on the front page',
  );
  const { notifications } = await until('the guest is told', async () => {
    const told = await guest.client.do('listNotifications', {});
    return told.notifications.length > 0 ? told : undefined;
  });
  t.match(notifications[0], { link: `/call/${id}`, title: /is waiting for you$/u });
  await end(id);
});

t.test('A third never gets in, by whatever door and however many try', async (t) => {
  const { id: room } = await invite();
  await start(room);
  const [onStage, beside, stranger, nobody] = await Promise.all([
    open(host),
    open(guest),
    open(third),
    TestSocket.open(stack),
  ]);
  for (const [who, socket] of Object.entries({ stranger, nobody }))
    for (const as of ['viewer', 'guest', 'performer'] as const)
      t.equal(await socket.codeOf('room.join', { room, as }), 'NOT_FOUND', `${who} as ${as}`);
  t.equal(await beside.codeOf('room.join', { room, as: 'viewer' }), 'FORBIDDEN', 'the guest is no viewer');
  t.equal(await beside.codeOf('room.join', { room, as: 'performer' }), 'FORBIDDEN', 'nor the performer');
  t.equal(await onStage.codeOf('room.join', { room, as: 'guest' }), 'FORBIDDEN', 'nor is the performer the guest');
  t.equal(await onStage.codeOf('room.join', { room, as: 'viewer' }), 'FORBIDDEN', 'nor a viewer');
  const { stream: show } = await host.client.do('createStream', {
    body: { title: 'For everybody', sessionType: 'broadcast_public' },
  });
  for (const socket of [beside, nobody])
    t.equal(await socket.codeOf('room.join', { room: show.id, as: 'guest' }), 'FORBIDDEN', 'other rooms have no guest');
  t.same(await seats(room), [], 'none of them sat down');

  await onStage.do('room.join', { room, as: 'performer' });
  await beside.do('room.join', { room, as: 'guest' });
  const crowd = await Promise.all(Array.from({ length: 20 }, () => open(third)));
  const codes = await Promise.all(crowd.map((socket) => socket.codeOf('room.join', { room, as: 'guest' })));
  t.same([...new Set(codes)], ['NOT_FOUND'], 'twenty at once');
  t.equal((await onStage.do('room.join', { room, as: 'performer' })).presence.count, 1, 'one person beside the host');
  t.equal(await stranger.codeOf('publish.open', {}), 'NOT_IN_ROOM');
  const tip = { streamId: room, amount: 5 };
  const tipped = (by: Person) => by.client.json('POST', '/api/tips/send', tip, { 'idempotency-key': newId() });
  t.equal((await tipped(third)).status, 404, 'nor does a third give into it');
  await end(room);
  await Promise.all([onStage, beside, stranger, nobody, ...crowd].map((socket) => socket.close()));
});

t.test('Both send and receive once it is open; staff sees both, unnoticed', async (t) => {
  const { id: room } = await invite();
  const [onStage, beside] = await Promise.all([open(host), open(guest)]);
  await onStage.do('room.join', { room, as: 'performer' });
  await beside.do('room.join', { room, as: 'guest' });
  t.equal(await beside.codeOf('publish.open', {}), 'STREAM_NOT_LIVE', 'the guest waits for the host');
  const fromHost = await publishThrough(onStage);
  await fromHost.startCamera();
  await start(room);
  await beside.note('room.media', ({ producers }) => producers.length === 1);
  const fromGuest = await publishThrough(beside);
  await fromGuest.startCamera();
  const both = ({ producers }: { producers: readonly { part?: string | undefined }[] }) =>
    producers
      .map(({ part }) => part)
      .toSorted()
      .join() === 'guest,host';
  await onStage.note('room.media', both);

  const [atHost, atGuest] = await Promise.all([watchThrough(onStage), watchThrough(beside)]);
  t.match(atHost.consumers, [{ source: 'camera', part: 'guest' }], 'the host receives the guest, and not themselves');
  t.match(atGuest.consumers, [{ source: 'camera', part: 'host' }], 'and the guest the host');
  await until('pictures at both', () => atHost.marks.length > 0 && atGuest.marks.length > 0, { withinMs: 15_000 });

  const silent = await open(staff);
  const seen = await silent.do('room.watch-silently', { room, reason: 'somebody wrote to us' });
  t.ok(both(seen.media), 'staff is shown both');
  const atStaff = await watchThrough(silent);
  t.equal(atStaff.consumers.length, 2);
  await until('pictures for staff', () => atStaff.marks.length > 0, { withinMs: 30_000 });
  t.equal((await onStage.do('room.join', { room, as: 'performer' })).presence.count, 1, 'and is in no count');

  t.equal(await beside.codeOf('publish.stop', { mediaEpoch: 999, producer: 'x' }), 'MEDIA_EPOCH_STALE');
  await end(room);
  await beside.note('room.state', ({ state }) => state === 'OFFLINE');
  t.equal(await beside.codeOf('publish.open', {}), 'STREAM_NOT_LIVE', 'when it is over nobody sends');
  for (const peer of [atHost, atGuest, atStaff, fromHost, fromGuest]) peer.close();
  await Promise.all([onStage, beside, silent].map((socket) => socket.close()));
});

t.test(
  'The session that comes last has the seat, on whichever process; the one before is out and stays out',
  async (t) => {
    const { id: room } = await invite();
    const [onStage, first] = await Promise.all([open(host), open(guest)]);
    await onStage.do('room.join', { room, as: 'performer' });
    const fromHost = await publishThrough(onStage);
    await fromHost.startCamera();
    await start(room);
    await first.do('room.join', { room, as: 'guest' });
    const before = await publishThrough(first);
    await before.startCamera();
    const ofGuest = ({ producers }: { producers: readonly { id: string; part?: string | undefined }[] }) =>
      producers.filter(({ part }) => part === 'guest').map(({ id }) => id);
    const told = async (fits: (media: RoomMedia) => boolean) =>
      RoomMedia.parse((await onStage.note('room.media', fits)).body);
    const sent = await told((media) => ofGuest(media).length === 1);

    const second = await open(guest, stack.other);
    await second.do('room.join', { room, as: 'guest' });
    await first.note('room.removed', ({ reason }) => reason === 'taken_over');
    t.equal(await first.codeOf('publish.open', {}), 'NOT_IN_ROOM');
    const newest = () => RoomMedia.parse(onStage.notes('room.media').at(-1)?.body);
    await until('the end of what the guest sent', () => ofGuest(newest()).length === 0);
    const after = await publishThrough(second);
    await after.startCamera();
    const resent = await told((media) => ofGuest(media).length === 1 && ofGuest(media)[0] !== ofGuest(sent)[0]);
    t.equal(resent.producers.length, 2, 'two people send, never three');
    t.equal(
      await first.codeOf('room.join', { room, as: 'guest', after: first.welcome.session.id }),
      'TAKEN_OVER',
      'a page that comes back by itself takes the seat from nobody',
    );
    first.terminate();
    const back = await resumeOn(stack, first);
    t.equal(await back.codeOf('publish.open', {}), 'NOT_IN_ROOM', 'resumed it has no seat');

    second.terminate();
    const again = await resumeOn(stack, second);
    t.ok(again.welcome.session.resumed);
    await again.do('publish.pause', { mediaEpoch: after.mediaEpoch, producer: ofGuest(resent)[0] ?? '', paused: true });
    t.match(
      await seats(room),
      [
        { part: 'guest', epoch: 2, session: again.welcome.session.id },
        { part: 'host', epoch: 1 },
      ],
      'whoever returns has the seat they had, at its epoch',
    );

    const hostElsewhere = await open(host, stack.other);
    await hostElsewhere.do('room.join', { room, as: 'performer' });
    await onStage.note('room.removed', ({ reason }) => reason === 'taken_over');
    await again.note('room.media', ({ producers }) => producers.every(({ part }) => part === 'guest'));
    await end(room);
    for (const peer of [fromHost, before, after]) peer.close();
    await Promise.all([onStage, back, again, hostElsewhere].map((socket) => socket.close()));
  },
);

t.test('Of many tabs that come at once one sits, and what lost its seat may not send', async (t) => {
  const { id: room } = await invite();
  await start(room);
  const tabs = await Promise.all(Array.from({ length: 12 }, (_, n) => open(guest, n % 2 === 0 ? stack : stack.other)));
  await Promise.all(tabs.map((tab) => tab.ask('room.join', { room, as: 'guest' })));
  const [seat] = await seats(room);
  await until('one who sends', async () => {
    const codes = await Promise.all(tabs.map((tab) => tab.codeOf('publish.open', {})));
    return codes.filter((code) => code === 'ok').length === 1;
  });
  t.match(seat, { part: 'guest', epoch: 12 });
  t.ok(
    tabs.some((tab) => tab.welcome.session.id === seat?.session),
    'one of them',
  );
  const onStage = await open(host);
  const { presence } = await onStage.do('room.join', { room, as: 'performer' });
  t.equal(presence.count, 1);
  await end(room);
  await Promise.all([onStage, ...tabs].map((tab) => tab.close()));
});

t.test(
  'Whoever is shut out of the channel is out of the room; a host who may not perform any more ends it',
  async (t) => {
    const { id: room } = await invite();
    await start(room);
    const [onStage, beside] = await Promise.all([open(host), open(guest)]);
    await onStage.do('room.join', { room, as: 'performer' });
    await beside.do('room.join', { room, as: 'guest' });
    await onStage.do('chat.ban', { person: guest.id });
    await beside.note('room.removed', ({ reason }) => reason === 'banned');
    t.equal(await beside.codeOf('room.join', { room, as: 'guest' }), 'BANNED');
    await onStage.do('chat.pardon', { person: guest.id });
    await beside.do('room.join', { room, as: 'guest' });
    const admin = await meet(stack, 'admin', { factor: true });
    await admin.client.do('suspendPerson', { params: { id: host.id }, body: { reason: 'a test of two' } });
    await beside.note('room.state', ({ state }) => state === 'OFFLINE');
    t.pass('the room ended');
    await Promise.all([onStage, beside].map((socket) => socket.close()));
  },
);
