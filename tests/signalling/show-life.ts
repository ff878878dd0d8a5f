/**
 * A show from beginning to end as its viewers are told of it, a second tab of its performer included.
 */
import type { Test } from 'tap';
import { cameraParameters } from '../world/media-publisher.ts';
import { gapsIn } from '../world/socket-bystander.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

export async function showLife(t: Test, world: World): Promise<void> {
  const { id: room } = await world.announce();
  const [viewer, nova, again] = await Promise.all([world.socket(), world.socket('nova'), world.socket('nova')]);
  const { cursors } = await viewer.do('room.join', { room, as: 'viewer' });
  const own = await nova.do('room.join', { room, as: 'performer' });
  t.same(
    own.cursors.map(({ audience }) => audience).sort(),
    ['moderators', 'performer', 'public'],
    'a performer hears more',
  );

  await world.cast.nova.do('startStream', { params: { id: room }, body: {} });
  await viewer.note('room.state', ({ state, reason }) => state === 'LIVE' && reason === 'started');
  const { mediaEpoch, transport } = await nova.do('publish.open', {});
  const camera = { mediaEpoch, transport: transport.id, kind: 'video', source: 'camera' } as const;
  const { producer } = await nova.do('publish.start', { ...camera, rtpParameters: cameraParameters() });
  await viewer.note('room.media', ({ producers }) => producers[0]?.id === producer);
  await nova.do('publish.pause', { mediaEpoch, producer, paused: true });
  await viewer.note('room.media', ({ producers }) => producers[0]?.paused === true);
  await nova.note('publish.health', ({ producers }) => producers[0]?.id === producer);
  t.same(viewer.notes('publish.health'), [], 'how well it arrives is between the performer and us');

  await again.do('room.join', { room, as: 'performer' });
  await again.do('publish.open', {});
  await nova.note('publish.taken-over');
  await viewer.note('room.media', ({ producers }) => producers.length === 0);
  t.equal(await nova.codeOf('publish.stop', { mediaEpoch, producer }), 'NOT_FOUND', 'what was taken over is gone');

  await world.cast.nova.do('endStream', { params: { id: room }, body: {} });
  await viewer.note('room.state', ({ state, reason }) => state === 'OFFLINE' && reason === 'ended');
  const stop = () => again.codeOf('publish.stop', { mediaEpoch, producer });
  t.ok(await until('end of the media', async () => (await stop()) === 'MEDIA_EPOCH_STALE'), 'an end ends the media');
  const after = await viewer.do('room.join', { room, as: 'viewer', rtpCapabilities: {} });
  t.match(after, { stream: { state: 'OFFLINE' }, media: { producers: [] }, watch: null }, 'who comes late reads of it');

  t.same(gapsIn(viewer.notes(), cursors), [], 'no viewer missed a note');
  t.same(gapsIn(nova.notes(), own.cursors), [], 'nor did the performer, of either audience');
  t.same([...viewer.broken, ...nova.broken, ...again.broken], [], 'and every frame was of the protocol');
  await Promise.all([viewer.close(), nova.close(), again.close()]);
}
