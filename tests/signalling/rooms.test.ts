/**
 * What a socket may do in rooms, who may not, and that everybody in a room is told the same.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { Bystander } from '../world/socket-bystander.ts';
import { openStack } from '../world/stack.ts';
import { admission } from './admission.ts';
import { faults } from './faults.ts';
import { layers } from './layers.ts';
import { mediaRights } from './media-rights.ts';
import { ordering } from './ordering.ts';
import { overlayLife } from './overlay-life.ts';
import { presence } from './presence.ts';
import { showLife } from './show-life.ts';
import { showTested } from './show-tested.ts';
import { signOut } from './sign-out.ts';
import { slowReader } from './slow-reader.ts';
import { takenRole } from './taken-role.ts';
import { openWorld } from './world.ts';

const stack = await openStack();
t.teardown(() => stack.close());
const world = await openWorld(stack);
const bystander = await Bystander.watch(stack, demoStreamId);
t.teardown(async () => {
  await bystander.close();
  cleanup();
});
const processes = stack.children;

t.test('What pages of OBS hear of a show', (t) => overlayLife(t, world));
t.test('The gates of a room', (t) => admission(t, world));
t.test('Who may do what with media', (t) => mediaRights(t, world));
t.test('A show from beginning to end', (t) => showLife(t, world));
t.test('A show that is tested first', (t) => showTested(t, world));
t.test('Faults on demand', (t) => faults(t, world));
t.test('Layers', (t) => layers(t, world));
t.test('Order', (t) => ordering(t, world));
const reader = slowReader(world);
t.test('A reader that does not keep up', (t) => reader.isCutOff(t));
t.test('Presence', (t) => presence(t, world));
// Which waited out the grace of those who are lost, and with it that of the reader.
t.test('The seat of that reader', (t) => reader.hasLeft(t));
t.test('Signing out', (t) => signOut(t, world));
t.test('A role that is taken', (t) => takenRole(t, world));

t.test('The bystander', async (t) => {
  t.ok(await bystander.seesPictures(), 'still sees pictures');
  t.ok(await bystander.noticesVisitors(), 'still hears who comes and goes');
  t.same(bystander.complaints(), [], 'and never noticed anything');
  t.same(stack.children, processes, 'no process had to be started again');
});
