/**
 * A session outlives its socket, and the process that held it: on two API processes beside one Postgres, Redis and media
 * node.
 */
import t from 'tap';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { answers } from './resume-answers.ts';
import { crowd } from './resume-crowd.ts';
import { doors } from './resume-doors.ts';
import { ends, redisKilled } from './resume-ends.ts';
import { media } from './resume-media.ts';
import { once } from './resume-once.ts';
import { rights } from './resume-rights.ts';
import { openWorld } from './world.ts';

const stack = await openStack({ twoServers: true });
t.teardown(() => stack.close());
const world = await openWorld(stack);
t.beforeEach(() =>
  until('both processes', async () => (await ready(stack.port)) && ready(stack.other.port), { withinMs: 60_000 }),
);

t.test('What was asked', (t) => answers(t, world));
t.test('What must not run twice', (t) => once(t, world));
t.test('Who may take a session up', (t) => doors(t, world));
t.test('Rights that change meanwhile', (t) => rights(t, world));
t.test('A process is killed', (t) => crowd(t, world));
const pictures = media(world);
t.teardown(() => pictures.close());
t.test('Media', (t) => pictures.goesOn(t));
// While these pass, so does every grace that could have ended the pictures.
t.test('Nobody comes back', (t) => ends(t, world));
t.test('Media after all that', (t) => pictures.lasts(t));
t.test('Redis is killed', (t) => redisKilled(t, world));

async function ready(port: number): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
}
