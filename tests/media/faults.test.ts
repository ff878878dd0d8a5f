/** Faults on demand: each does what it says to what it names, and a node that takes none does nothing. */

import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld();
t.teardown(() => world.close());
const api = await world.connect();

async function roomWithSession() {
  const room = await world.room(api);
  const session = newId();
  await api.do('transport.open', { ...room, session, direction: 'send' });
  return { room, session };
}

t.test('the worker of a room dies, and the node goes on with another', async (t) => {
  const { room, session } = await roomWithSession();
  const before = world.node.workerPids;
  await api.do('fault.inject', { ...room, session, fault: { fault: 'kill-origin-worker' } });
  await api.event('room.lost', (body) => body.room === room.room);
  await until('replacement', () => world.node.workerPids.length === before.length);
  t.equal(before.filter((pid) => !world.node.workerPids.includes(pid)).length, 1, 'one worker was replaced');
});

t.test('a worker that hangs is found out and replaced', async (t) => {
  const { room, session } = await roomWithSession();
  await api.do('fault.inject', { ...room, session, fault: { fault: 'hang-origin-worker' } });
  const lost = await until('the end of the room', () => api.seen('room.lost').find((one) => one.room === room.room), {
    withinMs: 20_000,
  });
  t.equal(lost.reason, 'worker_died');
});

t.test('what cannot fail is refused', async (t) => {
  const { room, session } = await roomWithSession();
  const codeOf = (fault: unknown, who = session) =>
    api.codeOf('fault.inject', { ...room, session: who, fault } as never);
  t.equal(await codeOf({ fault: 'kill-edge-worker' }), 'NOT_FOUND', 'a room without an edge');
  t.equal(await codeOf({ fault: 'cap-bandwidth', bitrateBps: 100_000 }), 'ok');
  t.equal(await codeOf({ fault: 'cap-bandwidth', bitrateBps: null }), 'ok', 'and without a cap again');
  t.equal(await codeOf({ fault: 'cap-bandwidth', bitrateBps: 100_000 }, newId()), 'NOT_FOUND', 'nobody’s session');
  for (const fault of [
    { fault: 'melt' },
    { fault: 'cap-bandwidth' },
    { fault: 'cap-bandwidth', bitrateBps: -1 },
    null,
  ]) {
    t.equal(await codeOf(fault), 'VALIDATION_FAILED', JSON.stringify(fault));
  }
});

t.test('a node of production takes none', async (t) => {
  const strict = await startMediaWorld({ faults: false, workers: 1 });
  const client = await strict.connect();
  const room = await strict.room(client);
  const asked = { ...room, session: newId(), fault: { fault: 'kill-origin-worker' } } as const;
  t.equal(await client.codeOf('fault.inject', asked), 'MEDIA_REFUSED');
  t.equal(await client.codeOf('room.health', room), 'ok', 'and the room goes on');
  await strict.close();
});
