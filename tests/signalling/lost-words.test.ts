/**
 * Who is shut out of a channel or dismissed in it is out, or hears no more, whatever becomes of the word that tells it: lost
 * while a process does not hear, or told when the person was not quite inside. One process looks again every second, the
 * other every five minutes, so that it is seen what finds them.
 */
import t from 'tap';
import { openStack } from '../world/stack.ts';
import { deaf, redisGone } from './lost-deaf.ts';
import { betweenGatesAndSeat, betweenSeatAndAnswer, onTheWayBack } from './lost-moment.ts';
import { openWorld } from './world.ts';

const stack = await openStack({
  twoServers: true,
  env: { LOOK_AGAIN_SECONDS: '300' },
  otherEnv: { LOOK_AGAIN_SECONDS: '1' },
});
t.teardown(() => stack.close());
const world = await openWorld(stack);
const processes = stack.children;

t.test('While a process does not hear', (t) => deaf(t, world));
t.test('Between the gates and the seat', (t) => betweenGatesAndSeat(t, world));
t.test('Between the seat and the answer', (t) => betweenSeatAndAnswer(t, world));
t.test('On the way back to a room', (t) => onTheWayBack(t, world));
t.test('While Redis is gone', (t) => redisGone(t, world));

t.test('The processes', async (t) => {
  const { redis: _one, ...before } = processes;
  const { redis: _other, ...after } = stack.children;
  t.same(after, before, 'none but Redis had to be started again');
});
