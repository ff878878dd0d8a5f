/** What becomes of sessions whose API node goes away. */

import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { until } from '../world/until.ts';

const graceMs = 1_500;
const world = await startMediaWorld({ workers: 1, sessionGraceMs: graceMs });
t.teardown(() => world.close());
const witness = await world.connect();

async function playing() {
  const api = await world.connect();
  const room = await world.room(api);
  const session = newId();
  await api.do('room.play', { ...room, session, clip: 'demo' });
  return { api, room, session };
}

const producersOf = async (room: { room: string; mediaEpoch: number }) =>
  (await witness.do('room.open', room)).producers.length;

t.test('nobody comes back: its sessions end', async (t) => {
  const { api, room } = await playing();
  const leftAtMs = performance.now();
  await api.close();
  t.equal(await producersOf(room), 2, 'at first its sessions go on');
  await witness.event('room.producers', (body) => body.room === room.room && body.producers.length === 0, {
    withinMs: 10_000,
  });
  const afterMs = performance.now() - leftAtMs;
  t.ok(afterMs >= graceMs - 20, `they end after the grace, not before (${Math.round(afterMs)} ms)`);
});

t.test('another API node names the session: it goes on', async (t) => {
  const { api, room, session } = await playing();
  const forgotten = await playing();
  const heir = await world.connect();
  await Promise.all([api.close(), forgotten.api.close()]);
  await heir.do('transport.open', { ...room, session, direction: 'receive' });
  const isEmpty = ({ room: id, producers }: { room: string; producers: unknown[] }) =>
    id === forgotten.room.room && producers.length === 0;
  await witness.event('room.producers', isEmpty, { withinMs: 10_000 });
  t.equal(await producersOf(room), 2, 'it lives when the session that nobody named has ended');
  await heir.close();
  await until('end after the heir left too', async () => (await producersOf(room)) === 0, { withinMs: 10_000 });
});

t.test('a session that was closed is not waited for', async (t) => {
  const { api, room, session } = await playing();
  await api.do('session.close', { session });
  await api.close();
  const { api: later } = await playing();
  await later.do('room.play', { ...room, session, clip: 'demo' });
  t.equal(await producersOf(room), 2, 'its name may be used again by another API node');
  await later.do('room.close', room);
});
