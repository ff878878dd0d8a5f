/** Numbers of the studio as they are shown: what arrives, how long, how loud. */
import t from 'tap';
import { encodingsFor } from '../../server/protocol/media/codecs.ts';
import { arrivalOf, bitrateText } from '../../web-client/src/features/studio/arrival.ts';
import type { Health } from '../../web-client/src/features/studio/broadcast-state.ts';
import { timeOnAir } from '../../web-client/src/features/studio/time-on-air.ts';
import { levelOf } from '../../web-client/src/media/level.ts';

const everything = { camera: true, microphone: true };
/** Layers as mediasoup-client names them, lowest first. */
const camera = (...bitrates: number[]): Health => [
  {
    id: 'p',
    source: 'camera',
    layers: bitrates.map((bitrateBps, at) => ({ rid: `r${at}`, bitrateBps, score: bitrateBps > 0 ? 10 : 0 })),
  },
];

t.test('three layers, highest first, each against what it is made for', async (t) => {
  const { layers, verdict } = arrivalOf(camera(150_000, 250_000, 1_700_000), everything);
  t.equal(verdict, 'good');
  t.same(
    layers.map(({ rid, share }) => [rid, share]),
    [
      ['r2', 1],
      ['r1', 0.5],
      ['r0', 1],
    ],
  );
});

t.test('a small camera is sent in its upper layers, and is judged by those', async (t) => {
  const { layers, verdict } = arrivalOf(camera(250_000, 850_000), everything);
  t.equal(verdict, 'good', 'nothing is missing');
  t.same(
    layers.map(({ rid, share }) => [rid, share]),
    [
      ['r2', 0.5],
      ['r1', 0.5],
    ],
  );
});

t.test('a camera is sent in as many layers as browsers send at its size, the best its own size', async (t) => {
  for (const [width, count] of [
    [1280, 3],
    [960, 3],
    [959, 2],
    [640, 2],
    [480, 2],
    [479, 1],
    [0, 1],
  ] as const) {
    const encodings = encodingsFor(width);
    t.equal(encodings.length, count, `${width} pixels wide`);
    t.equal(encodings.at(-1)?.scaleResolutionDownBy, 1, 'the best layer is not scaled');
    t.same(
      encodings.map(({ rid }) => rid),
      ['r0', 'r1', 'r2'].slice(0, count),
      'rids as mediasoup-client gives them',
    );
  }
});

t.test('the verdict', async (t) => {
  t.equal(arrivalOf([], everything).verdict, 'waiting');
  t.equal(arrivalOf(camera(150_000, 250_000, 0), everything).verdict, 'weak');
  t.equal(arrivalOf(camera(0, 0, 0), everything).verdict, 'none');
  t.equal(arrivalOf(camera(0, 0, 0), { camera: false, microphone: true }).verdict, 'good', 'silence is not sent');
  t.equal(arrivalOf(camera(0, 0, 0), { camera: false, microphone: false }).verdict, 'none');
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
