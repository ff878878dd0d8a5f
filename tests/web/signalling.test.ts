/** The page's side of the socket protocol, against a real socket: sessions, requests, notes, losses. */
import t, { type Test } from 'tap';
import type { Note } from '#protocol/socket/notes.ts';
import type { ConnectionState } from '../../web-client/src/signalling/connection-state.ts';
import { Room } from '../../web-client/src/signalling/room.ts';
import { openSignalling, type Signalling } from '../../web-client/src/signalling/signalling.ts';
import type { Readable } from '../../web-client/src/signalling/store.ts';
import { startSpeakingServer, welcome } from './speaking-server.ts';

const room = '00000000-0000-7000-8000-000000000001';
const stream = {
  id: room,
  title: 'Songs',
  performer: { id: room, displayName: 'Ada', handle: 'ada' },
  sessionType: 'broadcast_public',
  priceTokens: null,
  adult: false,
  tags: [],
  state: 'LIVE',
  liveSince: null,
  endedAt: null,
  scheduledFor: null,
};
const cursor = (seq: number, epoch = 'a') => ({ room, audience: 'public' as const, epoch, seq });
const snapshot = (seq: number, count: number, epoch = 'a') => ({
  stream,
  presence: { count, people: [] },
  media: { mediaEpoch: 0, producers: [] },
  cursors: [cursor(seq, epoch)],
  watch: null,
});
const presence = (seq: number, count: number, epoch = 'a') => ({
  type: 'note',
  name: 'room.presence',
  ...cursor(seq, epoch),
  body: { count, people: [] },
});

async function begin(t: Test, heartbeatMs?: number) {
  const server = await startSpeakingServer();
  const signalling = openSignalling({ url: server.url, ticket: async () => undefined });
  t.teardown(async () => {
    signalling.close();
    await server.close();
  });
  const socket = await server.next();
  socket.say(welcome(false, 'token-1', heartbeatMs));
  return { server, signalling, socket };
}

t.test('a request made before the welcome is sent after it, and its answer is typed', async (t) => {
  const server = await startSpeakingServer();
  const signalling = openSignalling({ url: server.url, ticket: async () => 'a-ticket' });
  t.teardown(async () => {
    signalling.close();
    await server.close();
  });
  const left = signalling.request('room.leave', {});
  const socket = await server.next();
  t.same(socket.hello, { type: 'hello', version: 1, ticket: 'a-ticket' });
  socket.say(welcome(false));
  const request = await socket.next();
  t.match(request, { id: 1, method: 'room.leave' });
  socket.answer(request, {});
  t.same(await left, {});
  t.equal(signalling.state.get().phase, 'open');
});

t.test(
  'a refusal carries its code, its sentence and its facts; an answer in another form is refused too',
  async (t) => {
    const { signalling, socket } = await begin(t);
    const refused = signalling.request('room.join', { room, as: 'viewer' });
    const { id } = await socket.next();
    socket.say({ type: 'answer', id, ok: false, error: { error: 'ROOM_FULL', message: 'Full.', capacity: 2 } });
    await t.rejects(refused, { code: 'ROOM_FULL', message: 'Full.', facts: { capacity: 2 } });
    const odd = signalling.request('room.join', { room, as: 'viewer' });
    socket.answer(await socket.next(), { stream: 'none' });
    await t.rejects(odd, { code: 'INTERNAL' });
  },
);

t.test('a resumed session: same token, cursors, and open requests again with their ids', async (t) => {
  const { server, signalling, socket } = await begin(t);
  const ping = signalling.request('session.ping', {});
  const first = await socket.next();
  socket.say({ ...presence(1, 1), room: null, audience: 'session', name: 'publish.taken-over', body: {} });
  socket.answer(first, {});
  await ping;
  const open = signalling.request('room.leave', {});
  const asked = await socket.next();
  socket.cut();
  const again = await server.next();
  t.equal(again.hello.resume?.token, 'token-1');
  t.same(again.hello.resume?.cursors, [{ room: null, audience: 'session', epoch: 'a', seq: 1 }]);
  again.say(welcome(true));
  t.same(await again.next(), asked);
  again.answer(asked, {});
  await open;
  const next = signalling.request('session.ping', {});
  const third = await again.next();
  t.equal(third.id, asked.id + 1, 'ids go on growing');
  again.answer(third, {});
  await next;
});

t.test('a resumed session stays in its room, and its notes go on without a snapshot', async (t) => {
  const { server, signalling, socket } = await begin(t);
  const entered = new Room(signalling, { room, as: 'viewer' });
  socket.answer(await socket.next(), snapshot(5, 3));
  await countOf(entered, 3);
  socket.cut();
  const again = await server.next();
  again.say(welcome(true, 'token-1', 60_000, [cursor(5)]), presence(6, 4), presence(7, 5));
  await countOf(entered, 5);
  const ping = signalling.request('session.ping', {});
  const next = await again.next();
  t.equal(next.method, 'session.ping', 'nothing was asked before');
  again.answer(next, {});
  await ping;
});

t.test('where notes could not be kept, the welcome says so and the room is asked for its snapshot', async (t) => {
  const { server, signalling, socket } = await begin(t);
  const entered = new Room(signalling, { room, as: 'viewer' });
  socket.answer(await socket.next(), snapshot(5, 3));
  await countOf(entered, 3);
  const open = signalling.request('watch.resume', { mediaEpoch: 1, consumers: ['c'] });
  open.catch(() => undefined);
  const asked = await socket.next();
  socket.cut();
  const again = await server.next();
  again.say(welcome(true, 'token-1', 60_000, [cursor(2, 'b')]), presence(3, 4, 'b'));
  t.same(await again.next(), asked, 'what was open is asked first: its number is lower');
  const join = await again.next();
  t.match(join, { method: 'room.join', params: { room } });
  again.answer(join, snapshot(2, 9, 'b'));
  await countOf(entered, 4);
});

t.test('a person’s own notes that were missed are told as such', async (t) => {
  const { server, signalling, socket } = await begin(t);
  const own = (seq: number, epoch = 'p') => ({ room: null, audience: 'person' as const, epoch, seq });
  socket.cut();
  const second = await server.next();
  second.say(welcome(false, 'token-2', 60_000, [own(4)]));
  const missed: (string | null)[] = [];
  signalling.onGap((of) => missed.push(of));
  second.cut();
  const third = await server.next();
  t.same(third.hello.resume?.cursors, [own(4)], 'a page knows where they were from its welcome');
  third.say(welcome(true, 'token-2', 60_000, [own(4)]));
  third.cut();
  const fourth = await server.next();
  t.same(missed, []);
  fourth.say(welcome(true, 'token-2', 60_000, [own(1, 'q')]));
  fourth.cut();
  t.same((await server.next()).hello.resume?.cursors, [own(1, 'q')], 'and counts on from there');
  t.same(missed, [null]);
});

t.test('who is put out of a room is told, and stays out', async (t) => {
  const { signalling, socket } = await begin(t);
  const entered = new Room(signalling, { room, as: 'viewer' });
  socket.answer(await socket.next(), snapshot(5, 3));
  await countOf(entered, 3);
  const rights = { type: 'note', name: 'room.rights', room, audience: 'session', epoch: 's', seq: 1 };
  socket.say({ ...rights, body: { moderates: true, cursors: [{ ...cursor(7), audience: 'moderators' }] } });
  await until(entered.state, (now) => now.phase === 'joined' && now.moderates);
  socket.say({ ...rights, name: 'room.removed', seq: 2, body: { reason: 'banned' } });
  await until(entered.state, (now) => now.phase === 'refused' && now.code === 'BANNED');
});

t.test('where the session is gone, open requests are rejected and the room is joined afresh', async (t) => {
  const { server, signalling, socket } = await begin(t);
  const entered = new Room(signalling, { room, as: 'viewer' });
  socket.answer(await socket.next(), snapshot(5, 3));
  const open = signalling.request('publish.open', {});
  await socket.next();
  socket.cut();
  const again = await server.next();
  again.say(welcome(false, 'token-2'));
  await t.rejects(open, { code: 'CONNECTION_LOST' });
  const join = await again.next();
  t.match(join, { method: 'room.join', params: { room, as: 'viewer' } });
  again.answer(join, snapshot(1, 9, 'b'));
  await countOf(entered, 9);
});

t.test('duplicates are dropped, a hole asks for a snapshot, and younger notes follow it', async (t) => {
  const { signalling, socket } = await begin(t);
  const counts: number[] = [];
  const onNote = (note: Note): void => {
    if (note.name === 'room.presence') counts.push(note.body.count);
  };
  const entered = new Room(signalling, { room, as: 'viewer', onNote });
  const join = await socket.next();
  // Before its snapshot: what the snapshot covers, and one note more.
  socket.say(presence(5, 5), presence(6, 6));
  socket.answer(join, snapshot(5, 5));
  socket.say(presence(6, 60), presence(7, 7), presence(7, 70), presence(9, 9), presence(10, 10));
  const rejoin = await socket.next();
  t.equal(rejoin.method, 'room.join');
  t.same(counts, [6, 7], 'nothing twice, nothing after the hole');
  socket.answer(rejoin, snapshot(9, 9));
  await countOf(entered, 10);
  t.same(counts, [6, 7, 10]);
  socket.say(presence(1, 100, 'b'));
  t.equal((await socket.next()).method, 'room.join', 'another epoch is a hole as well');
});

t.test('a note of tomorrow is ignored and counted', async (t) => {
  const { signalling, socket } = await begin(t);
  const entered = new Room(signalling, { room, as: 'viewer' });
  socket.answer(await socket.next(), snapshot(1, 1));
  socket.say({ ...presence(2, 2), name: 'confetti.thrown' }, presence(3, 3));
  await countOf(entered, 3);
});

t.test('silence is asked about, and a dead socket is replaced', async (t) => {
  const { server, signalling, socket } = await begin(t, 40);
  t.equal((await socket.next()).method, 'session.ping');
  const again = await server.next();
  t.equal(again.hello.resume?.token, 'token-1');
  again.say(welcome(true));
  await until(signalling.state, ({ phase }) => phase === 'open');
});

t.test('close codes decide whether to come back', async (t) => {
  const { server, signalling, socket } = await begin(t);
  await until(signalling.state, ({ phase }) => phase === 'open');
  socket.close(4409);
  await until(signalling.state, ({ phase }) => phase === 'ended');
  t.same(signalling.state.get(), { phase: 'ended', reason: 'taken-over' });
  await t.rejects(signalling.request('session.ping', {}), { code: 'CLOSED' });
  signalling.retryNow();
  const again = await server.next();
  again.say(welcome(true));
  await until(signalling.state, ({ phase }) => phase === 'open');
  const seen = phases(signalling);
  again.close(1012);
  (await server.next()).say(welcome(true));
  await until(signalling.state, ({ phase }) => phase === 'open');
  t.same(seen, ['waiting 1', 'connecting 1', 'open']);
});

t.test('starting over forgets the session', async (t) => {
  const { server, signalling, socket } = await begin(t);
  await until(signalling.state, ({ phase }) => phase === 'open');
  signalling.startOver();
  const again = await server.next();
  t.equal(again.hello.resume, undefined);
  again.say(welcome(false, 'token-2'));
  await until(signalling.welcome, (now) => now?.session.token === 'token-2');
  t.ok(socket);
});

function phases({ state }: Signalling): string[] {
  const seen: string[] = [];
  state.subscribe(() => {
    const now: ConnectionState = state.get();
    seen.push('attempt' in now ? `${now.phase} ${now.attempt}` : now.phase);
  });
  return seen;
}

function countOf({ state }: Room, count: number): Promise<void> {
  return until(state, (now) => now.phase === 'joined' && now.presence.count === count);
}

/** Resolves once the value is as wanted; tap's own deadline ends a wait in vain. */
function until<T>(store: Readable<T>, wanted: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!wanted(store.get())) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}
