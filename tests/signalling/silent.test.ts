/**
 * Who watches silently: who may, what they get and do not get, what stands in the audit log; and what staff does about a room from there.
 */
import { cleanup } from 'node-datachannel';
import t, { type Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { meet, type Person } from '../http/people.ts';
import { resumeOn } from '../world/resume.ts';
import { TestSocket } from '../world/socket.ts';
import { publishThrough, watchThrough } from '../world/socket-media.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { openWorld } from './world.ts';

const stack = await openStack({ env: { ROOM_CAPACITY: '1' } });
t.teardown(async () => {
  await stack.close();
  cleanup();
});
const world = await openWorld(stack);
const staff = await meet(stack, 'moderator', { factor: true });
const reason = 'several people wrote to us';
const open = async ({ client }: Person) => TestSocket.open(stack, { ticket: await client.ticket() });
const entries = (room: string) =>
  stack.query<{ action: string; actor_id: string }>('SELECT action, actor_id FROM audit_entry WHERE subject_id = $1', [
    room,
  ]);

t.test('Nobody but staff may, and never without a reason', async (t) => {
  const { id: room } = await world.goLive();
  const half = await meet(stack, 'moderator');
  for (const [who, socket] of [
    ['a viewer', await world.socket('viewer')],
    ['the performer', await world.socket('nova')],
    ['a moderator without the second factor', await open(half)],
  ] as const) {
    t.equal(await socket.codeOf('room.watch-silently', { room, reason }), 'FORBIDDEN', who);
    await socket.close();
  }
  const socket = await open(staff);
  t.equal(await socket.codeOf('room.watch-silently', { room }), 'VALIDATION_FAILED', 'no reason');
  t.equal(await socket.codeOf('room.watch-silently', { room, reason: '  ' }), 'VALIDATION_FAILED', 'an empty one');
  t.equal(await socket.codeOf('room.watch-silently', { room: newId(), reason }), 'NOT_FOUND', 'no such room');
  t.same(await entries(room), [], 'nothing was written down');
  await socket.do('room.watch-silently', { room, reason });
  t.same(await entries(room), [{ action: 'room.watched-silently', actor_id: staff.id }]);
  await socket.close();
});

t.test('Every room lets them in, takes no seat for it and hears nothing of them', async (t) => {
  const { id: full } = await world.goLive();
  const inside = await world.socket('viewer');
  await inside.do('room.join', { room: full, as: 'viewer' });
  const { id: ticketed } = await world.announce({ priceTokens: 50 });
  const { id: adult } = await world.announce({ adult: true });
  const socket = await open(staff);
  for (const room of [ticketed, adult, full]) await socket.do('room.watch-silently', { room, reason });
  await inside.note('room.presence', ({ count }) => count === 1);

  t.equal(await socket.codeOf('chat.send', { key: newId(), text: 'hello' }), 'FORBIDDEN', 'says nothing');
  t.equal(await socket.codeOf('chat.pin', { line: null }), 'FORBIDDEN', 'and moderates nothing from there');
  t.ok((await socket.do('chat.open', {})).moderates, 'reads as those who moderate do');
  await inside.do('chat.send', { key: newId(), text: 'is anybody here' });
  await socket.note('chat.line', ({ line }) => line.text === 'is anybody here');

  socket.terminate();
  const again = await resumeOn(stack, socket);
  t.ok(again.welcome.session.resumed, 'a lost socket is taken up again');
  t.equal(await again.codeOf('chat.send', { key: newId(), text: 'hello' }), 'FORBIDDEN', 'as silent as before');
  await inside.do('chat.send', { key: newId(), text: 'still nobody' });
  await again.note('chat.line', ({ line }) => line.text === 'still nobody');

  const outside = await world.socket('fan');
  t.equal(
    await outside.codeOf('room.join', { room: full, as: 'viewer' }),
    'ROOM_FULL',
    'the room is as full as it was',
  );
  await inside.do('room.leave', {});
  await outside.do('room.join', { room: full, as: 'viewer' });
  t.same(
    inside.notes('room.presence').map(({ body }) => (body as { count: number }).count),
    [1],
    'one was counted',
  );
  await again.do('room.leave', {});
  t.equal((await world.cast.viewer.do('getStream', { params: { id: full } })).stream.id, full);
  await Promise.all([inside, outside, again].map((one) => one.close()));
});

t.test('Staff is told of a test when it sends, and that it ended', async (t) => {
  const { id: room } = await world.announce();
  const [viewer, nova, socket] = [await world.socket('viewer'), await world.socket('nova'), await open(staff)];
  await viewer.do('room.join', { room, as: 'viewer' });
  await socket.do('room.watch-silently', { room, reason });
  await nova.do('room.join', { room, as: 'performer' });
  const sending = await publishThrough(nova);
  const producer = await sending.startCamera();
  t.same(socket.notes('staff.media'), [], 'before the test it is the performer’s own');
  await world.cast.nova.do('testStream', { params: { id: room }, body: {} });
  await socket.note('staff.media', ({ producers }) => producers[0]?.id === producer);
  const screen = await watchThrough(socket);
  await until('a picture', () => screen.marks.length > 0, { withinMs: 20_000 });
  await world.cast.nova.do('endStream', { params: { id: room }, body: {} });
  await until(
    'the end',
    () => (socket.notes('staff.media').at(-1)?.body as { producers: [] } | undefined)?.producers.length === 0,
  );
  t.same(
    viewer.notes('room.media').filter(({ body }) => (body as { producers: [] }).producers.length > 0),
    [],
    'who waited heard nothing',
  );
  screen.close();
  sending.close();
  await Promise.all([viewer, nova, socket].map((one) => one.close()));
});

t.test('What staff keeps back is kept back from everybody who comes, and the performer hears why', async (t) => {
  const { id: room } = await world.goLive();
  const [viewer, nova, socket] = [await world.socket('viewer'), await world.socket('nova'), await open(staff)];
  await nova.do('room.join', { room, as: 'performer' });
  const sending = await publishThrough(nova);
  await sending.startCamera();
  await viewer.do('room.join', { room, as: 'viewer' });
  await viewer.note('room.media', ({ producers }) => producers.length === 1).catch(() => undefined);
  const screen = await watchThrough(viewer);
  await socket.do('room.watch-silently', { room, reason });
  const theirs = await watchThrough(socket);
  await until('both see', () => screen.marks.length > 0 && theirs.marks.length > 0, { withinMs: 20_000 });
  const act = (name: 'warn' | 'mute' | 'blur' | 'pause' | 'resume' | 'end') =>
    staff.client.do('moderateRoom', { params: { id: room }, body: { act: name, reason } });

  await act('warn');
  await nova.note('moderation.acted', (told) => told.act === 'warn' && told.reason === reason);
  await act('pause');
  await viewer.note('room.hold', ({ paused }) => paused);
  const before = theirs.marks.length;
  await until('staff goes on seeing', () => theirs.marks.length > before + 60);
  const seen = screen.marks.length;
  const later = theirs.marks.length;
  await until('a second more', () => theirs.marks.length > later + 60);
  t.ok(screen.marks.length - seen <= 1, 'the audience sees nothing');
  await viewer.do('room.leave', {});
  const late = await viewer.do('room.join', { room, as: 'viewer' });
  t.same(late.hold, { muted: false, blurred: false, paused: true }, 'who comes late is told');

  const media = stack.children.media ?? 0;
  process.kill(media, 'SIGKILL');
  await until('another node', () => stack.children.media !== media && stack.children.media !== undefined, {
    withinMs: 20_000,
  });
  await act('blur');
  await viewer.note('room.hold', ({ paused, blurred }) => paused && blurred);
  await act('resume');
  await viewer.note('room.hold', ({ paused, blurred }) => !paused && blurred, { withinMs: 20_000 });
  const { rooms } = await staff.client.do('listWall');
  const tile = rooms.find(({ id }) => id === room);
  t.match(tile, { warnings: 1, hold: { blurred: true, paused: false } });
  t.ok(
    tile?.risk.parts.some(({ name }) => name === 'Warned'),
    'what the risk is made of',
  );
  await act('end');
  await viewer.note('room.state', ({ state }) => state === 'OFFLINE', { withinMs: 20_000 });
  t.equal(
    (await staff.client.ask('moderateRoom', { params: { id: room }, body: { act: 'mute', reason } })).status,
    409,
    'it is over',
  );
  await isWrittenDown(t, room);
  screen.close();
  theirs.close();
  sending.close();
  await Promise.all([viewer, nova, socket].map((one) => one.close()));
});

/** What was decided can be read by the performer, and stands in the audit log. */
async function isWrittenDown(t: Test, room: string): Promise<void> {
  const told = await world.cast.nova.do('listNotifications');
  t.ok(
    told.notifications.some(({ title, text }) => title.includes('ended your show') && text === reason),
    'it is there to be read',
  );
  const done = await stack.query('SELECT FROM audit_entry WHERE subject_id = $1 AND action = $2', [
    room,
    'room.moderated',
  ]);
  t.equal(done.length, 5, 'five acts stand in the audit log');
}

t.test('Whose role is taken watches no second longer', async (t) => {
  const { id: room } = await world.goLive();
  const other = await meet(stack, 'moderator', { factor: true });
  const socket = await open(other);
  await socket.do('room.watch-silently', { room, reason });
  const admin = await meet(stack, 'admin', { factor: true });
  const takenAtMs = performance.now();
  await admin.client.do('setRoles', {
    params: { id: other.id },
    body: { roles: ['viewer'], seen: ['viewer', 'moderator'], reason: 'A test' },
  });
  await socket.ending({ withinMs: 3_000 });
  t.ok(performance.now() - takenAtMs < 3_000, `after ${(performance.now() - takenAtMs).toFixed(0)} ms`);
});
