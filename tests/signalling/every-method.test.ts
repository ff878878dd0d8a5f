/**
 * Parameters without sense to every method of the socket, from somebody who may do everything in the room and from somebody
 * who may do nothing: each is answered in time with a code, nothing inside is told, and the room never notices.
 */
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { maxLineLength } from '#protocol/socket/chat.ts';
import { type MethodName, methods } from '#protocol/socket/requests.ts';
import type { TestSocket } from '../world/socket.ts';
import { openStack } from '../world/stack.ts';
import { openWorld } from './world.ts';

const stack = await openStack();
t.teardown(() => stack.close());
const world = await openWorld(stack);
const { id: room } = await world.goLive();
const performer = await world.socket('nova');
await performer.do('room.join', { room, as: 'performer' });
const viewer = await world.socket('viewer');
await viewer.do('room.join', { room, as: 'viewer' });
const guest = await world.socket();
await guest.do('room.join', { room, as: 'viewer' });
const listener = await world.socket();
await listener.do('room.join', { room, as: 'viewer' });
const processes = stack.children;
const numRuns = 40;

/** What these do when they succeed would end the test, not the server: who is asked about is nobody. */
const goodOnes: Partial<Record<MethodName, Record<string, unknown>>> = {
  'room.join': { room, as: 'viewer' },
  'chat.send': { key: newId(), text: 'hello' },
  'chat.history': { before: newId(), limit: 10 },
  'chat.timeout': { person: newId(), seconds: 60, reason: 'x' },
  'chat.settings': { slowModeSeconds: 0, followersOnly: false, links: 'hold' },
};

const odd = fc.constantFrom<unknown>(
  ...['', ' ', '\u0000', '\ud800', '\u202e\u202e', '😀'.repeat(60), 'x'.repeat(30_000), "'; DROP TABLE chat_line; --"],
  ...['x'.repeat(maxLineLength), newId(), 'z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠', '@'.repeat(500), 'a '.repeat(250), 'www.'.repeat(125)],
  ...[0, -1, 1.5, 1e308, 2 ** 53, 2 ** 63, Number.MAX_SAFE_INTEGER, null, true, [], {}, [[]]],
);

function paramsOf(method: MethodName): fc.Arbitrary<unknown> {
  const shape = (methods[method].params as { shape?: object }).shape ?? {};
  const keys = [...Object.keys(shape), 'constructor', '__proto__x'];
  const good = goodOnes[method] ?? Object.fromEntries(Object.keys(shape).map((key) => [key, newId()]));
  const change = fc.tuple(fc.constantFrom(...keys), fc.oneof(odd, fc.jsonValue(), fc.uuid(), fc.string()));
  const changed = fc.array(change, { maxLength: 3 }).map((changes) => ({ ...good, ...Object.fromEntries(changes) }));
  return fc.oneof({ weight: 5, arbitrary: changed }, { weight: 1, arbitrary: fc.jsonValue() });
}

async function storm(test: Test, who: string, socket: TestSocket): Promise<void> {
  let asked = 0;
  for (const method of Object.keys(methods) as MethodName[]) {
    const tally = new Map<string, number>();
    const property = fc.asyncProperty(paramsOf(method), async (params) => {
      const answer = await socket.ask(method, params, { withinMs: 8_000 });
      const code = answer.ok ? 'ok' : answer.error.error;
      const tells = answer.ok ? '' : answer.error.message;
      tally.set(code, (tally.get(code) ?? 0) + 1);
      asked += 1;
      if (code === 'INTERNAL' || code === 'OVERLOADED') throw new Error(`${method}: ${code}`);
      if (/node_modules|\bat \/|Error:|prisma|postgres/i.test(tells)) throw new Error(`${method} tells ${tells}`);
      if (answer.ok) methods[method].result.parse(answer.result);
    });
    await fc.assert(property, { numRuns });
    if (method === 'room.join' || method === 'room.leave') {
      await socket.do('room.join', { room, as: who === 'performer' ? 'performer' : 'viewer' });
    }
    test.pass(`${method}: ${[...tally].map(([code, count]) => `${count} × ${code}`).join(', ')}`);
  }
  test.ok(socket.isOpen, 'the socket stays');
  test.same(socket.broken, [], 'every answer was of the protocol');
  test.comment(`${asked} requests`);
}

for (const [who, socket] of Object.entries({ performer, viewer, guest })) {
  t.test(`Nonsense of a ${who}`, (test) => storm(test, who, socket));
}

t.test('The room goes on', async (test) => {
  const key = newId();
  const said = await performer.ask('chat.send', { key, text: 'and now the next song' });
  test.ok(said.ok, 'a line is said');
  await listener.note('chat.line', ({ line }) => line.text === 'and now the next song');
  test.same(listener.broken, [], 'everything that was heard was of the protocol');
  test.same(stack.children, processes, 'no process had to be started again');
});
