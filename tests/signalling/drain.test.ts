/**
 * An admin empties a media node: its show moves to the other node and is told so, the node ends and comes back empty, and who did it
 * and why is in the audit log.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { refusedWith } from '../http/coded.ts';
import { meet } from '../http/people.ts';
import { publishThrough } from '../world/socket-media.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { openWorld } from './world.ts';

const stack = await openStack({ env: { MEDIA_NODES: '2', MEDIA_WORKERS: '1' } });
t.teardown(async () => {
  await stack.close();
  cleanup();
});
const world = await openWorld(stack);

/** Where a room is, and how often it moved. */
async function placeOf(room: string): Promise<{ node: string; epoch: number }> {
  const [row] = await stack.query<{ node: string; epoch: number }>(
    'SELECT origin_node AS node, origin_epoch AS epoch FROM room WHERE stream_id = $1',
    [room],
  );
  if (row === undefined) throw new Error('the room has no place');
  return row;
}

t.test('an admin empties the node of a show', async (t) => {
  const { client: admin } = await meet(stack, 'admin', { factor: true });
  const { id: room } = await world.goLive();
  const nova = await world.socket('nova');
  await nova.do('room.join', { room, as: 'performer' });
  const publisher = await publishThrough(nova);
  t.teardown(() => publisher.close());
  await publisher.startCamera();
  const before = await placeOf(room);
  const { node } = before;
  const { nodes } = await admin.do('getMedia', { query: {} });
  const pid = nodes.find((one) => one.node === node)?.pid ?? 0;
  const other = nodes.find((one) => one.node !== node)?.node ?? '';
  const drain = (name: string, reason = 'A new kernel') =>
    admin.ask('drainMediaNode', { params: { node: name }, body: { reason } });
  refusedWith(t, await drain('media-9'), 'NOT_FOUND', 'a node that nobody ever heard of');
  refusedWith(t, await drain(node, ' '), 'VALIDATION_FAILED', 'without a reason');
  const { status, body } = await drain(node);
  t.match({ status, body }, { status: 202, body: { node, draining: true } });
  await nova.note('publish.moving', undefined, { withinMs: 15_000 });
  const now = await placeOf(room);
  t.match(now, { node: other, epoch: before.epoch + 1 }, 'the show is on the other node');
  refusedWith(t, await drain(other), 'CONFLICT', 'the last that takes rooms stays');
  // As a page does that has begun at the new place.
  publisher.close();
  await nova.do('room.leave', {});
  await until('end of the node', () => !Object.values(stack.children).includes(pid), { withinMs: 90_000 });
  const entries = await stack.query(
    `SELECT action, subject_id FROM audit_entry WHERE action = 'media.node-drained' AND subject_id = $1`,
    [node],
  );
  t.equal(entries.length, 1, 'it is written down once');
});

t.test('a node that began a moment ago is emptied like any other, and both of a two-way room move', async (t) => {
  const { client: admin } = await meet(stack, 'admin', { factor: true });
  await until(
    'two nodes that take rooms',
    async () => {
      const { nodes } = await admin.do('getMedia', { query: {} });
      return nodes.filter(({ registeredAgoMs, draining }) => registeredAgoMs !== null && !draining).length === 2;
    },
    { withinMs: 30_000 },
  );
  const body = { title: 'A talk of two', sessionType: 'call_2way', guest: 'fern' } as const;
  const { id: room } = (await world.cast.nova.do('createStream', { body })).stream;
  await world.cast.nova.do('startStream', { params: { id: room }, body: {} });
  const [host, guest] = await Promise.all([world.socket('nova'), world.socket('fan')]);
  await host.do('room.join', { room, as: 'performer' });
  await guest.do('room.join', { room, as: 'guest' });
  const fromHost = await publishThrough(host);
  t.teardown(() => fromHost.close());
  await fromHost.startCamera();
  const { node, epoch } = await placeOf(room);
  await admin.do('drainMediaNode', { params: { node }, body: { reason: 'Once more' } });
  await host.note('publish.moving', undefined, { withinMs: 15_000 });
  await guest.note('call.moving', undefined, { withinMs: 15_000 });
  const now = await placeOf(room);
  t.equal(now.epoch, epoch + 1, 'it moved once');
  t.not(now.node, node, 'to the other node');
});
