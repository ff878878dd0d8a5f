/**
 * Chat on a whole running Busker: what is said in a room, who may stop it, and that nothing acknowledged is lost whatever
 * dies.
 */
import t from 'tap';
import { openStack } from '../world/stack.ts';
import { banned } from './chat-ban.ts';
import { lost } from './chat-lost.ts';
import { moderated } from './chat-moderated.ts';
import { openWorld } from './world.ts';

const stack = await openStack();
t.teardown(() => stack.close());
const world = await openWorld(stack);

t.test('A show with a chat and somebody who moderates it', (t) => moderated(t, world));
t.test('Whoever is shut out', (t) => banned(t, world));
t.test('What is acknowledged', (t) => lost(t, world));
