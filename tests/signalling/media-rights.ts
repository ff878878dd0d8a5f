/**
 * Who may do what with media: not before one is in the room, not as a viewer, not with another's transports, not with what
 * is out of date.
 */
import type { Test } from 'tap';
import type { RoomSnapshot } from '#protocol/socket/room.ts';
import { demoStreamId } from '../../prisma/demo.ts';
import { cameraParameters } from '../world/media-publisher.ts';
import type { TestSocket } from '../world/socket.ts';
import type { World } from './world.ts';

const dtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }],
};
const of = (mediaEpoch: number, transport: string, id: string) => ({
  'watch.sync': { rtpCapabilities: {} },
  'watch.resume': { mediaEpoch, consumers: [id] },
  'watch.prefer': { mediaEpoch, consumers: [{ consumer: id, paused: true, spatialLayer: null }] },
  'transport.connect': { mediaEpoch, transport, dtlsParameters },
  'transport.restart-ice': { mediaEpoch, transport },
  'publish.open': {},
  'publish.start': { mediaEpoch, transport, kind: 'video', source: 'camera', rtpParameters: cameraParameters() },
  'publish.pause': { mediaEpoch, producer: id, paused: true },
  'publish.stop': { mediaEpoch, producer: id },
});

export async function mediaRights(t: Test, world: World): Promise<void> {
  const [anyone, fan, nova] = await Promise.all([world.socket(), world.socket('fan'), world.socket('nova')]);
  for (const [method, params] of Object.entries(of(1, 'x', 'y'))) {
    t.equal(await fan.codeOf(method, params), 'NOT_IN_ROOM', `${method} needs a room`);
    const code = method.startsWith('publish.') ? 'UNAUTHENTICATED' : 'NOT_IN_ROOM';
    t.equal(await anyone.codeOf(method, params), code, `${method} of nobody in particular too`);
  }

  const { media } = await fan.do('room.join', { room: demoStreamId, as: 'viewer' });
  for (const [method, params] of Object.entries(of(media.mediaEpoch, 'x', 'y'))) {
    if (!method.startsWith('publish.')) continue;
    t.equal(await fan.codeOf(method, params), 'FORBIDDEN', `${method} is not for viewers`);
  }
  await staleEpochs(t, fan, media.mediaEpoch);
  await othersThings(t, world, nova);
  await Promise.all([anyone.close(), fan.close(), nova.close()]);
}

async function staleEpochs(t: Test, fan: TestSocket, mediaEpoch: number): Promise<void> {
  for (const epoch of [mediaEpoch + 1, mediaEpoch + 1_000, Number.MAX_SAFE_INTEGER]) {
    for (const method of ['watch.resume', 'watch.prefer', 'transport.connect', 'transport.restart-ice'] as const) {
      const refused = await fan.refusalOf(method, of(epoch, 'x', 'y')[method]);
      t.match(refused, { error: 'MEDIA_EPOCH_STALE', mediaEpoch }, `${method} at epoch ${epoch} hears which one it is`);
    }
  }
  for (const epoch of [0, -1, 1.5, '1', 2 ** 60]) {
    const code = await fan.codeOf('watch.resume', of(epoch as number, 'x', 'y')['watch.resume']);
    t.equal(code, 'VALIDATION_FAILED', `${epoch} is no media epoch`);
  }
}

async function othersThings(t: Test, world: World, nova: TestSocket): Promise<void> {
  const { id: room } = await world.goLive();
  await nova.do('room.join', { room, as: 'performer' });
  const sending = await nova.do('publish.open', {});
  const camera = of(sending.mediaEpoch, sending.transport.id, 'y')['publish.start'];
  t.equal(await nova.codeOf('publish.start', { ...camera, transport: 'x' }), 'NOT_FOUND', 'a transport must exist');
  t.equal(await nova.codeOf('publish.start', { ...camera, kind: 'audio' }), 'MEDIA_REFUSED', 'a camera is silent');
  const { producer } = await nova.do('publish.start', camera as never);

  const [one, other] = await Promise.all([world.socket('fan'), world.socket()]);
  const rtpCapabilities = one.welcome.rtpCapabilities ?? {};
  const mine = await one.do('room.join', { room, as: 'viewer', rtpCapabilities });
  await other.do('room.join', { room, as: 'viewer', rtpCapabilities });
  t.equal(mine.watch?.consumers.length, 1, 'a viewer gets what is sent');
  const stolen = of(sending.mediaEpoch, transportOf(mine), mine.watch?.consumers[0]?.id ?? '');
  t.equal(await other.codeOf('transport.connect', stolen['transport.connect']), 'NOT_FOUND', 'not another’s transport');
  t.equal(
    await other.codeOf('watch.resume', stolen['watch.resume']),
    'ok',
    'another’s consumer is none of mine: nothing happens',
  );
  t.equal(await other.codeOf('watch.prefer', stolen['watch.prefer']), 'ok', 'nor to what they want of it');
  t.equal(
    await other.codeOf('transport.restart-ice', stolen['transport.restart-ice']),
    'NOT_FOUND',
    'nor to where it goes',
  );
  const performers = of(sending.mediaEpoch, sending.transport.id, producer)['transport.connect'];
  t.equal(await one.codeOf('transport.connect', performers), 'NOT_FOUND', 'and never the performer’s');
  t.equal(await nova.codeOf('publish.stop', { mediaEpoch: sending.mediaEpoch, producer: 'x' }), 'NOT_FOUND');
  t.equal(await nova.codeOf('publish.stop', { mediaEpoch: sending.mediaEpoch, producer }), 'ok');
  await Promise.all([one.close(), other.close()]);
}

function transportOf({ watch }: RoomSnapshot): string {
  return watch?.transport?.id ?? '';
}
