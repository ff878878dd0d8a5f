/**
 * The role matrix, generated from the protocol: every route and every socket method, as everybody there is.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { openStack } from '../world/stack.ts';
import { whoMayAsk } from './methods.ts';
import { whatIsWrittenDown, whoMayCall } from './roles.ts';
import { openHttpWorld } from './world.ts';

t.setTimeout(240_000);
const stack = await openStack();
t.teardown(async () => {
  await stack.close();
  cleanup();
});
const world = await openHttpWorld(stack);

t.test('Every route', { timeout: 280_000 }, (t) => whoMayCall(t, world));
t.test('Every method', { timeout: 280_000 }, (t) => whoMayAsk(t, stack));
t.test('What is written down', (t) => whatIsWrittenDown(t, world));
