/**
 * Whoever breaks the protocol hears why and is cut off, and somebody who watches the demo room meanwhile notices nothing.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { maxFrameBytes } from '#protocol/socket/envelope.ts';
import { demoStreamId } from '../../prisma/demo.ts';
import { TestSocket } from '../world/socket.ts';
import { Bystander } from '../world/socket-bystander.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { holdBreaches } from './breach.ts';
import { closedDoors } from './closed-doors.ts';
import { noHello, noMessage, outOfLine, unknownMethods } from './malformed.ts';
import { tickets } from './tickets.ts';
import { flooding, oversized, padded } from './too-much.ts';

const stack = await openStack({ env: { LIMITS_FACTOR: '1' } });
t.teardown(() => stack.close());
const bystander = await Bystander.watch(stack, demoStreamId);
t.teardown(async () => {
  await bystander.close();
  cleanup();
});
const processes = stack.children;
const everywhere = ['at the door', 'in the room'] as const;

/** Says nothing from here on; see the last test but one. */
const silentSinceMs = performance.now();
const silent = await TestSocket.connect(stack);
const silentEnd = silent
  .ending({ withinMs: 30_000 })
  .then((end) => ({ end, afterMs: performance.now() - silentSinceMs }));

t.test('What is no message', (t) => holdBreaches(t, stack, everywhere, noMessage));
t.test('What is no hello', (t) => holdBreaches(t, stack, ['at the door'], noHello));
t.test('What is out of line', (t) => holdBreaches(t, stack, ['in the room'], outOfLine));
t.test('What no method is called', (t) => holdBreaches(t, stack, ['in the room'], unknownMethods));
t.test('What is too large', (t) => holdBreaches(t, stack, everywhere, oversized));
t.test('What comes too often', (t) => holdBreaches(t, stack, ['in the room'], flooding));

t.test('What is as large and as frequent as it may be', async (t) => {
  const socket = await TestSocket.connect(stack);
  socket.sendFrame(padded({ type: 'hello', version: 1 }, maxFrameBytes));
  await until('welcome', () => socket.said.some(({ type }) => type === 'welcome'));
  const ids = Array.from({ length: 50 }, () => socket.request('session.ping', {}));
  await socket.answerTo(50);
  const answered = socket.said.flatMap((message) => (message.type === 'answer' ? [message.id] : []));
  t.same(answered, ids, 'a frame of 64 KiB and fifty messages at once are answered, each once and in order');
  await socket.close();
});

t.test('Versions', async (t) => {
  const hellos = [
    { type: 'hello', version: 0 },
    { type: 'hello', version: 2 },
    { type: 'hello', version: 2 ** 40 },
    { type: 'hello', version: 2, added: 'by version 2' },
  ];
  for (const hello of hellos) {
    const socket = await TestSocket.connect(stack);
    socket.send(hello);
    const { error, close } = await socket.ending();
    t.same([error, close], ['VERSION_UNSUPPORTED', 4400], `${JSON.stringify(hello)} is of another version`);
    t.same(socket.lastError()?.versions, [1], 'and hears which one is spoken');
  }
});

t.test('Requests that are understood and refused leave the socket open', async (t) => {
  const socket = await TestSocket.open(stack);
  t.equal(
    await socket.codeOf('session.ping', { deep: JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)) }),
    'VALIDATION_FAILED',
  );
  t.equal(await socket.codeOf('session.ping', null), 'ok', 'no parameters are none');
  t.equal(await socket.codeOf('session.ping', []), 'VALIDATION_FAILED');
  t.equal(await socket.codeOf('room.join', { room: 'x', as: 'owner' }), 'VALIDATION_FAILED');
  const refused = await socket.refusalOf('room.join', {
    room: demoStreamId,
    as: 'viewer',
    ['\ud800'.repeat(9_000)]: 1,
  });
  t.match(refused, { error: 'VALIDATION_FAILED', issues: [{ path: String, message: String }] });
  t.ok(JSON.stringify(refused).length < 2_000, 'what a client calls its fields is not sent back at length');
  t.ok(socket.isOpen, 'and it goes on');
  await socket.close();
});

t.test('Tickets', (t) => tickets(t, stack));
t.test('Doors that stay shut', (t) => closedDoors(t, stack));

t.test('Whoever says nothing', async (t) => {
  const { end, afterMs } = await silentEnd;
  t.same(end, { error: 'HELLO_TIMEOUT', close: 4408, reason: 'HELLO_TIMEOUT' }, 'is asked to leave');
  t.ok(afterMs >= 4_900, 'after five seconds');
});

t.test('The bystander', async (t) => {
  t.ok(await bystander.seesPictures(), 'still sees pictures');
  t.ok(await bystander.noticesVisitors(), 'still hears who comes and goes');
  t.same(bystander.complaints(), [], 'and never noticed anything');
  t.same(stack.children, processes, 'no process had to be started again');
});
