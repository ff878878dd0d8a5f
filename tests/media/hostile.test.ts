/**
 * Nonsense at the media port, ten thousand packets of it: pictures go on, the worker lives, its
 * memory stays, nothing is amplified, and nobody's session is ended by what is sent in their name.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { watchGaps } from '../world/gaps.ts';
import { leadThrough } from '../world/impair/lead-through.ts';
import { UdpRelay } from '../world/impair/udp-relay.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { MediaPublisher } from '../world/media-publisher.ts';
import { MediaViewer } from '../world/media-viewer.ts';
import { residentMb } from '../world/process-memory.ts';
import { besiege } from '../world/siege.ts';
import { until } from '../world/until.ts';

const seed = 5;
const packets = 10_000;

const world = await startMediaWorld({ workers: 1 });
const relays = { performer: new UdpRelay(1), viewer: new UdpRelay(2) };
t.teardown(async () => {
  for (const relay of Object.values(relays)) relay.close();
  await world.close();
  cleanup();
});
const api = await world.connect();
const room = await world.room(api);
const [performer, session] = [newId(), newId()];
const publisher = await MediaPublisher.connect(leadThrough(api, relays.performer), room, performer);
await publisher.openCamera(api, room, performer);
const viewer = await MediaViewer.join(leadThrough(api, relays.viewer), room, session);
const bystander = await MediaViewer.join(api, room, newId());
t.teardown(() => [viewer, bystander, publisher].forEach((peer) => void peer.close()));
await until('pictures', () => viewer.packets.video > 50 && bystander.packets.video > 50);
const { transport } = await api.do('transport.open', { ...room, session, direction: 'receive' });
const [worker = 0] = world.node.workerPids;
const overheard = { usernameFragment: transport.iceParameters.usernameFragment, ssrc: 0x1001 };

t.test('ten thousand hostile packets', async (t) => {
  const counted = async (): Promise<string> =>
    (await fetch(`http://127.0.0.1:${world.node.metricsPort}/metrics`)).text();
  const received = async () => Number(/^busker_media_received_packets_total (\d+)$/m.exec(await counted())?.[1]);
  const before = { video: viewer.packets.video, received: await received(), mb: residentMb(worker) };
  const gaps = [viewer, bystander].map(({ packets }) => watchGaps(() => packets.video));
  const target = { address: '127.0.0.1', port: world.settings.firstPort };
  const thrown = await besiege({ target, overheard, borrowed: Object.values(relays), packets, seed });
  const [ofViewer = 0, ofBystander = 0] = gaps.map((stop) => stop());
  t.comment(JSON.stringify({ ...thrown, gapsMs: [ofViewer, ofBystander], mb: [before.mb, residentMb(worker)] }));

  t.ok(ofViewer < 1_000, `pictures went on for the viewer whose address was borrowed: ${ofViewer.toFixed(0)} ms`);
  t.ok(ofBystander < 1_000, `and for everybody else: ${ofBystander.toFixed(0)} ms`);
  t.same(world.node.workerPids, [worker], 'the worker lives');
  t.ok(residentMb(worker) < before.mb + 16, `its memory stays: ${before.mb.toFixed(1)} MB before`);
  t.ok(thrown.answeredBytes < thrown.bytes, `it answers less than it is sent: ${thrown.answeredBytes} bytes`);
  t.same(api.seen('transport.lost'), [], 'nobody is ended by what is sent in their name');
  t.ok(Math.min(...Object.values(thrown.byKind)) > packets / 10, 'every kind was among them');

  await until('counters that move', async () => (await received()) > before.received, { withinMs: 20_000 });
  const seen = viewer.packets.video;
  await until('pictures afterwards', () => viewer.packets.video > seen + 20);
  const newcomer = await MediaViewer.join(api, room, newId());
  t.teardown(() => newcomer.close());
  await until('pictures for somebody new', () => newcomer.packets.video > 10);
});
