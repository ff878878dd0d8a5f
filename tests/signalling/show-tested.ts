/**
 * A show that is tested before it goes live: whoever waits for it sees nothing of the test, staff does, and both see the show.
 */
import type { Test } from 'tap';
import type { RoomMedia } from '#protocol/socket/room.ts';
import { meet } from '../http/people.ts';
import { cameraParameters } from '../world/media-publisher.ts';
import { TestSocket } from '../world/socket.ts';
import type { World } from './world.ts';

export async function showTested(t: Test, world: World): Promise<void> {
  const { stack, cast } = world;
  const { id: room } = await world.announce();
  const [viewer, nova, staff] = await Promise.all([world.socket('viewer'), world.socket('nova'), staffSocket(stack)]);
  const rtpCapabilities = viewer.welcome.rtpCapabilities ?? {};
  const enter = (socket: TestSocket) => socket.do('room.join', { room, as: 'viewer', rtpCapabilities });
  await enter(viewer);

  await cast.nova.do('testStream', { params: { id: room }, body: {} });
  await viewer.note('room.stream', ({ stream }) => stream.state === 'TESTING');
  await nova.do('room.join', { room, as: 'performer' });
  const { mediaEpoch, transport } = await nova.do('publish.open', {});
  const camera = { mediaEpoch, transport: transport.id, kind: 'video', source: 'camera' } as const;
  const { producer } = await nova.do('publish.start', { ...camera, rtpParameters: cameraParameters() });

  t.match(
    await enter(staff),
    { media: { producers: [{ id: producer }] }, watch: { mediaEpoch } },
    'staff sees the test',
  );
  t.match(await enter(viewer), { media: { producers: [] }, watch: null }, 'who waits is handed nothing');
  const asked = await viewer.do('watch.sync', { rtpCapabilities });
  t.same([asked.transport, asked.consumers], [null, []], 'nor on asking for it');

  await cast.nova.do('startStream', { params: { id: room }, body: {} });
  await viewer.note('room.media', ({ producers }) => producers[0]?.id === producer);
  const order = viewer
    .notes()
    .map(({ name, body }) => (name === 'room.media' ? (body as RoomMedia).producers.length : name));
  t.ok(order.indexOf('room.state') < order.indexOf(1), 'it is live before anything of it is shown');
  t.not((await viewer.do('watch.sync', { rtpCapabilities })).transport, null, 'then it is there to be had');

  await cast.nova.do('editStream', { params: { id: room }, body: { title: 'An encore' } });
  await viewer.note('room.stream', ({ stream }) => stream.title === 'An encore' && stream.state === 'LIVE');
  await cast.nova.do('endStream', { params: { id: room }, body: {} });
  t.same([...viewer.broken, ...nova.broken, ...staff.broken], [], 'every frame was of the protocol');
  await Promise.all([viewer.close(), nova.close(), staff.close()]);
}

async function staffSocket(stack: World['stack']): Promise<TestSocket> {
  const { client } = await meet(stack, 'moderator', { factor: true });
  return TestSocket.open(stack, { ticket: await client.ticket() });
}
