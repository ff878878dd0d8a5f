/** A two-way room whose media node is emptied moves, and both who send in it are told where they are to begin. */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { meet } from '../http/people.ts';
import { publishThrough } from '../world/socket-media.ts';
import { openStack } from '../world/stack.ts';
import { openWorld } from './world.ts';

const stack = await openStack({ env: { MEDIA_NODES: '2', MEDIA_WORKERS: '1' } });
t.teardown(async () => {
  await stack.close();
  cleanup();
});
const world = await openWorld(stack);

t.test('both hear that it moves', async (t) => {
  const { client: admin } = await meet(stack, 'admin', { factor: true });
  const body = { title: 'Two of us', sessionType: 'call_2way', guest: 'fern' } as const;
  const { id: room } = (await world.cast.nova.do('createStream', { body })).stream;
  const [host, guest] = await Promise.all([world.socket('nova'), world.socket('fan')]);
  await host.do('room.join', { room, as: 'performer' });
  await world.cast.nova.do('startStream', { params: { id: room }, body: {} });
  await guest.do('room.join', { room, as: 'guest' });
  const both = await Promise.all([publishThrough(host), publishThrough(guest)]);
  for (const one of both) await one.startCamera();
  const [row] = await stack.query<{ node: string }>('SELECT origin_node AS node FROM room WHERE stream_id = $1', [
    room,
  ]);
  await admin.do('drainMediaNode', { params: { node: row?.node ?? '' }, body: { reason: 'A test of two' } });
  const told = await Promise.all([
    host.note('publish.moving', undefined, { withinMs: 15_000 }),
    guest.note('call.moving', undefined, { withinMs: 15_000 }),
  ]);
  const epochs = told.map(({ body: said }) => said);
  t.same(epochs, [{ mediaEpoch: 2 }, { mediaEpoch: 2 }], 'to the same place');
  for (const one of both) one.close();
  await Promise.all([host.close(), guest.close()]);
});
