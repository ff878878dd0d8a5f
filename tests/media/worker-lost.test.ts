/** kill -9 of one worker: its rooms are lost and told of, the other worker's never notice, and it is replaced. */

import t from 'tap';
import { newId } from '#kernel/ids.ts';
import type { ControlClient } from '../world/control-client.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld();
t.teardown(() => world.close());
const api = await world.connect();

/** A room and the port of the worker it stands on. */
async function roomWithPort(client: ControlClient) {
  const room = await world.room(client);
  const offer = await client.do('transport.open', { ...room, session: newId(), direction: 'send' });
  return { room, port: offer.transport.iceCandidates[0]?.port };
}

t.test('a worker dies', async (t) => {
  const rooms = [await roomWithPort(api), await roomWithPort(api), await roomWithPort(api), await roomWithPort(api)];
  const other = await world.connect();
  const [, victim] = [...world.node.workerPids];
  const victimPort = world.settings.firstPort + 1;
  const lost = rooms.filter(({ port }) => port === victimPort).map(({ room }) => room);
  const kept = rooms.filter(({ port }) => port !== victimPort).map(({ room }) => room);
  t.ok(lost.length > 0 && kept.length > 0, 'rooms stand on both workers');

  const killedAtMs = performance.now();
  process.kill(victim ?? 0, 'SIGKILL');
  for (const { room } of lost) await api.event('room.lost', (body) => body.room === room);
  const toldAfterMs = performance.now() - killedAtMs;
  t.same(
    api.seen('room.lost').sort((a, b) => a.room.localeCompare(b.room)),
    lost.map((room) => ({ ...room, reason: 'worker_died' })).sort((a, b) => a.room.localeCompare(b.room)),
    'its rooms are lost, no others',
  );
  await until('the same news for the other API node', () => other.seen('room.lost').length === lost.length);

  const [first] = lost;
  if (first === undefined) return;
  t.equal(await api.codeOf('room.health', first), 'MEDIA_EPOCH_STALE', 'a lost room answers no more');
  t.equal(await api.codeOf('room.open', first), 'MEDIA_EPOCH_STALE', 'nor opens again at its old epoch');
  for (const room of kept) t.equal(await api.codeOf('room.health', room), 'ok', 'a room of the other worker goes on');
  await api.do('room.open', { ...first, mediaEpoch: 2 });
  t.pass('the lost room opens at the next epoch at once, wherever there is a worker');

  await until('replacement', () => world.node.workerPids.length === 2);
  const backAfterMs = performance.now() - killedAtMs;
  t.notOk(world.node.workerPids.includes(victim ?? 0), 'the dead worker is replaced');
  const onNew = await until('room on the new worker', async () => {
    const opened = await roomWithPort(api);
    return opened.port === victimPort && opened.room;
  });
  t.equal(await api.codeOf('room.health', onNew), 'ok', 'and takes rooms on the same port');
  t.comment(`told after ${Math.round(toldAfterMs)} ms, replaced after ${Math.round(backAfterMs)} ms`);
});

t.test('all workers die at once', async (t) => {
  const room = await world.room(api);
  const pids = world.node.workerPids;
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await api.event('room.lost', (body) => body.room === room.room);
  const next = { ...room, mediaEpoch: 2 };
  await until('room on a new worker', async () => (await api.codeOf('room.open', next)) === 'ok');
  await until('both replacements', () => world.node.workerPids.filter((pid) => !pids.includes(pid)).length === 2);
  t.equal(await api.codeOf('room.health', next), 'ok', 'the room lives again');
});

t.test('a worker that hangs is treated as dead', async (t) => {
  const stood = await roomWithPort(api);
  const other = await roomWithPort(api);
  const pids = world.node.workerPids;
  const hung = pids[stood.port === world.settings.firstPort ? 0 : 1] ?? 0;
  process.kill(hung, 'SIGSTOP');
  t.equal(await api.codeOf('room.health', other.room), 'ok', 'the other worker serves on');
  await api.event('room.lost', (body) => body.room === stood.room.room, { withinMs: 20_000 });
  await until('replacement', () => world.node.workerPids.filter((pid) => pid !== hung).length === 2);
  t.equal(await api.codeOf('room.open', { ...stood.room, mediaEpoch: 2 }), 'ok', 'its room opens again');
});

t.test('a node that stops leaves not even a hung worker behind', async (t) => {
  const pids = world.node.workerPids;
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  await world.node.close();
  for (const pid of pids) t.throws(() => process.kill(pid, 0), { code: 'ESRCH' }, 'it is gone');
});
