/** Numbers of the studio as they are shown: what arrives, how long, how loud. */
import t from 'tap';
import { cameraEncodings } from '../../server/protocol/media/codecs.ts';
import { arrivalOf, bitrateText } from '../../web-client/src/features/studio/arrival.ts';
import type { Health } from '../../web-client/src/features/studio/broadcast-state.ts';
import { timeOnAir } from '../../web-client/src/features/studio/time-on-air.ts';
import { levelOf } from '../../web-client/src/media/level.ts';

/** Layers as they arrive, lowest first. */
const camera = (...bitrates: number[]): Health => [
  {
    id: 'p',
    source: 'camera',
    layers: bitrates.map((bitrateBps, at) => ({
      rid: `r${at}`,
      bitrateBps,
      score: bitrateBps > 0 ? 10 : 0,
      wanted: true,
    })),
  },
];
/** Layers as they are sent, lowest first; `wanted`: how many of them anybody takes. */
const sent = (count: number, wanted = count) => ({
  camera: cameraEncodings
    .slice(-count)
    .map(({ maxBitrate }, at) => ({ rid: `r${at}`, maxBitrate, wanted: at < wanted })),
  screen: [],
  microphone: true,
});

t.test('three layers, highest first, each against what it is made for', async (t) => {
  const { layers } = arrivalOf(camera(150_000, 250_000, 1_700_000), sent(3));
  t.same(
    layers.map(({ rid, rank, share, state }) => [rid, rank, share, state]),
    [
      ['r2', 0, 1, 'arrives'],
      ['r1', 1, 0.5, 'arrives'],
      ['r0', 2, 1, 'arrives'],
    ],
  );
});

t.test('a small camera is sent in its lower layers, of which the best is its best', async (t) => {
  const { layers } = arrivalOf(camera(250_000, 850_000, 0), sent(2));
  t.same(
    layers.map(({ rid, rank, share }) => [rid, rank, share]),
    [
      ['r1', 0, 0.5],
      ['r0', 1, 0.5],
    ],
    'nothing is missing',
  );
});

t.test('a layer that nobody watches is not missing', async (t) => {
  const states = (health: Health, wanted: number) =>
    arrivalOf(health, sent(3, wanted)).layers.map(({ state }) => state);
  t.same(states(camera(150_000, 0, 0), 1), ['unwanted', 'unwanted', 'arrives']);
  t.same(states(camera(150_000, 0, 0), 2), ['unwanted', 'missing', 'arrives']);
  t.same(states([], 3), ['missing', 'missing', 'missing']);
});

t.test('screen and sound, where they are sent', async (t) => {
  const bare = arrivalOf([], { camera: [], screen: [], microphone: false });
  t.same(bare, { layers: [], screenBps: undefined, soundBps: undefined });
  const layers = [1, 2].map((at) => ({ rid: `r${at}`, bitrateBps: at * 1000, score: 10, wanted: true }));
  const screen = { rid: 'r0', maxBitrate: 2_000_000, wanted: true };
  const both = arrivalOf(
    [
      { id: 's', source: 'screen', layers },
      { id: 'm', source: 'microphone', layers: [{ rid: null, bitrateBps: 48_000, score: 10, wanted: true }] },
    ],
    { camera: [], screen: [screen], microphone: true },
  );
  t.match(both, { screenBps: 3_000, soundBps: 48_000 });
});

t.test('bitrates and times in words', async (t) => {
  t.equal(bitrateText(480_400), '480 kbit/s');
  t.equal(bitrateText(1_440_000), '1.4 Mbit/s');
  const since = '2026-11-21T10:00:00.000Z';
  const at = (seconds: number) => timeOnAir(since, Date.parse(since) + seconds * 1000);
  t.same([at(-3), at(7), at(754), at(3723)], ['0:00', '0:07', '12:34', '1:02:03']);
  t.equal(timeOnAir(undefined, 0), '0:00');
});

t.test('levels in decibels: silence, a tenth, full', async (t) => {
  t.equal(levelOf(new Float32Array(64)), 0);
  t.equal(levelOf(new Float32Array(64).fill(1)), 1);
  t.ok(Math.abs(levelOf(new Float32Array(64).fill(0.1)) - (1 - 20 / 60)) < 1e-6);
  t.equal(levelOf(new Float32Array()), 0);
});
