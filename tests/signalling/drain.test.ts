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

t.test('an admin empties the node of a show', async (t) => {
  const { client: admin } = await meet(stack, 'admin', { factor: true });
  const { id: room } = await world.goLive();
  const nova = await world.socket('nova');
  await nova.do('room.join', { room, as: 'performer' });
  const publisher = await publishThrough(nova);
  await publisher.startCamera();
  const placed = async (): Promise<{ node: string; epoch: number }> => {
    const [row] = await stack.query<{ node: string; epoch: number }>(
      'SELECT origin_node AS node, origin_epoch AS epoch FROM room WHERE stream_id = $1',
      [room],
    );
    if (row === undefined) throw new Error('the room has no place');
    return row;
  };
  const before = await placed();
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
  const now = await placed();
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
