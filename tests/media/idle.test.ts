/** A room that nobody is in is closed after a while, and is there again for whoever comes. */

import { cleanup } from 'node-datachannel';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import type { ControlClient } from '../world/control-client.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { MediaPublisher } from '../world/media-publisher.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld({ workers: 1, roomIdleMs: 1_000 });
t.teardown(async () => {
  await world.close();
  cleanup();
});
const api = await world.connect();

const isOpen = async (client: ControlClient, room: string): Promise<boolean> =>
  (await client.do('node.report', {})).rooms.some((one) => one.room === room);

t.test('a room that was only looked at costs nothing for long', async (t) => {
  const room = await world.room(api);
  t.ok(await isOpen(api, room.room), 'it is open');
  await until('end of the empty room', async () => !(await isOpen(api, room.room)));
  t.equal(await api.codeOf('room.health', room), 'MEDIA_EPOCH_STALE', 'nothing of it is left');
  await api.do('room.open', room);
  t.ok(await isOpen(api, room.room), 'it opens again at the same epoch');
});

t.test('a room that somebody is in stays', async (t) => {
  const room = await world.room(api);
  const other = await world.room(api);
  await api.do('transport.open', { ...room, session: newId(), direction: 'receive' });
  await until('end of the other room', async () => !(await isOpen(api, other.room)));
  const another = await world.room(api);
  await until('end of a third', async () => !(await isOpen(api, another.room)));
  t.ok(await isOpen(api, room.room), 'while two others came and went');
});

t.test('what is told of it afterwards is newer than what was told before', async (t) => {
  const room = await world.room(api);
  const session = newId();
  const publisher = await MediaPublisher.connect(api, room, session);
  t.teardown(() => publisher.close());
  await publisher.openCamera(api, room, session);
  await api.do('session.close', { session });
  const before = (await api.do('room.open', room)).revision;
  t.ok(before > 0, 'its producers came and went');
  await until('end of the empty room', async () => !(await isOpen(api, room.room)));
  const { producers, revision } = await api.do('room.open', room);
  t.same(producers, []);
  t.ok(revision >= before, 'or whoever compares would take it for old news');
});
