/**
 * Tips in a room of a whole running Busker with two API processes: who hears what of them, and who hears nothing.
 */
import t from 'tap';
import { openStack } from '../world/stack.ts';
import { judged } from './tips-judged.ts';
import { secret } from './tips-secret.ts';
import { shown } from './tips-shown.ts';
import { openWorld } from './world.ts';

const stack = await openStack({ twoServers: true });
t.teardown(() => stack.close());
const world = await openWorld(stack);

t.test('A tip that everybody sees', (t) => shown(t, world));
t.test('A message that waits', (t) => judged(t, world));
t.test('What is private or anonymous', (t) => secret(t, world));
