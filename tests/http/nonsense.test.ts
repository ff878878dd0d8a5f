/** What has no sense, to every route of a running Busker. */
import t from 'tap';
import { openStack } from '../world/stack.ts';
import { nonsense } from './nonsense.ts';
import { openHttpWorld } from './world.ts';

t.setTimeout(180_000);
const stack = await openStack();
t.teardown(() => stack.close());
const world = await openHttpWorld(stack);
const processes = stack.children;

t.test('Nonsense', { timeout: 170_000 }, (t) => nonsense(t, world));
t.test('Afterwards', async (t) => {
  t.equal((await world.anyone().ask('readyz')).status, 200, 'the server still serves');
  t.same(stack.children, processes, 'and no process had to be started again');
});
