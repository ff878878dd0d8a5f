/** A viewer's bandwidth dips and comes back: the picture goes down with it, and up again by itself. */

import { cleanup } from 'node-datachannel';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { leadThrough } from '../world/impair/lead-through.ts';
import { UdpRelay } from '../world/impair/udp-relay.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { MediaPublisher } from '../world/media-publisher.ts';
import { MediaViewer } from '../world/media-viewer.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld({ workers: 1 });
const relay = new UdpRelay(5);
t.teardown(async () => {
  relay.close();
  await world.close();
  cleanup();
});
const api = await world.connect();

t.test('a picture that had to go down comes up again', async (t) => {
  const room = await world.room(api);
  const performer = newId();
  const publisher = await MediaPublisher.connect(api, room, performer);
  t.teardown(() => publisher.close());
  // 60, 200 and 440 kbit/s, fifty packets a second each.
  publisher.bytes = [150, 500, 1_100];
  await publisher.openCamera(api, room, performer);
  const viewer = await MediaViewer.join(leadThrough(api, relay), room, newId(), true);
  t.teardown(() => viewer.close());
  const newest = (count: number, layer: number): boolean =>
    viewer.marks.length > count && viewer.marks.slice(-count).every((mark) => mark === layer);

  // Whoever goes down within the first eight seconds is allowed up again at once: mediasoup takes it for a late start.
  await until('nine seconds at the top', () => newest(440, 2), { withinMs: 120_000 });
  relay.impair({ rateBps: 200_000, queueBytes: 16_384 }, ['down']);
  const dippedAtMs = performance.now();
  await until('steady lower layer', () => newest(25, 1) || newest(25, 0), { withinMs: 25_000 });
  relay.impair({ rateBps: undefined }, ['down']);
  const backAtMs = performance.now();
  await until('top layer', () => newest(10, 2), { withinMs: 25_000 });
  const [down, up] = [backAtMs - dippedAtMs, performance.now() - backAtMs];
  t.pass(`down within ${Math.round(down)} ms, up again ${Math.round(up)} ms after the bandwidth was back`);
});
