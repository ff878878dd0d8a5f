/** A viewer in a bad network, through our relay: what is lost is lost, what is late comes late, and a blackout ends. */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { watchGaps } from '../world/gaps.ts';
import { leadThrough } from '../world/impair/lead-through.ts';
import { UdpRelay } from '../world/impair/udp-relay.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { MediaPublisher } from '../world/media-publisher.ts';
import { MediaViewer } from '../world/media-viewer.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld({ workers: 1 });
const relay = new UdpRelay(11);
t.teardown(async () => {
  relay.close();
  await world.close();
  cleanup();
});
const api = await world.connect();
const room = await world.room(api);
const performer = newId();
const publisher = await MediaPublisher.connect(api, room, performer);
await publisher.openCamera(api, room, performer);
const near = await MediaViewer.join(api, room, newId());

t.test('a handshake comes through loss and delay, and pictures after it', async (t) => {
  relay.impair({ delayMs: 40, jitterMs: 20, loss: 0.1 });
  const far = await MediaViewer.join(leadThrough(api, relay), room, newId());
  t.teardown(() => [far, near, publisher].forEach((peer) => void peer.close()));
  await until('pictures', () => far.packets.video > 10, { withinMs: 15_000 });
  const before = { far: far.packets.video, near: near.packets.video };
  await until('many pictures', () => near.packets.video > before.near + 150, { withinMs: 20_000 });
  const share = (far.packets.video - before.far) / (near.packets.video - before.near);
  t.ok(share > 0.7 && share < 0.99, `nine in ten arrive: ${share.toFixed(2)}`);

  relay.impair({ delayMs: 0, jitterMs: 0, loss: 0, dark: true });
  const [ofFar, ofNear] = [watchGaps(() => far.packets.video), watchGaps(() => near.packets.video)];
  const dark = near.packets.video;
  await until('pictures for whoever is near', () => near.packets.video > dark + 60, { withinMs: 15_000 });
  relay.impair({ dark: false });
  const seen = far.packets.video;
  await until('pictures after the blackout', () => far.packets.video > seen + 20);
  const [farMs, nearMs] = [ofFar(), ofNear()];
  t.ok(farMs > 800, `the blackout was one: ${farMs.toFixed(0)} ms`);
  t.ok(nearMs < farMs, `nobody else was in it: ${nearMs.toFixed(0)} ms`);
  t.same(api.seen('transport.lost'), [], 'nobody had to begin afresh');
});
