/** What a performer sends of a picture: how many layers, which of them, and what the browser counts of it. */
import t from 'tap';
import { layersAt, layersFor } from '../../web-client/src/media/picture-layers.ts';
import { countsOf, type StatsEntry, sampleOf } from '../../web-client/src/media/sending-sample.ts';

const size = (width: number, height: number) => ({ width, height });

t.test('as many layers as browsers send at that size', async (t) => {
  for (const [width, height, camera, screen] of [
    [1920, 1080, 3, 2],
    [1280, 720, 3, 2],
    [720, 1280, 3, 2],
    [960, 540, 3, 2],
    [959, 540, 2, 2],
    [640, 360, 2, 2],
    [480, 270, 2, 2],
    [479, 270, 1, 1],
    [1, 1, 1, 1],
  ] as const) {
    t.equal(layersAt('camera', size(width, height)), camera, `a camera of ${width} × ${height}`);
    t.equal(layersAt('screen', size(width, height)), screen, `a screen of ${width} × ${height}`);
  }
});

t.test('a producer has all its layers, of which a small picture fills the lower ones', async (t) => {
  const scales = (width: number, height: number, cap?: number) =>
    layersFor('camera', size(width, height), cap).map(({ rid, active, scaleResolutionDownBy }) =>
      active ? `${rid}/${scaleResolutionDownBy}` : `${rid} off`,
    );
  t.same(scales(1280, 720), ['r0/4', 'r1/2', 'r2/1']);
  t.same(scales(640, 360), ['r0/2', 'r1/1', 'r2 off'], 'the best that is sent is the picture’s own size');
  t.same(scales(320, 180), ['r0/1', 'r1 off', 'r2 off']);
  const best = (width: number, height: number) =>
    layersFor('camera', size(width, height))
      .filter(({ active }) => active)
      .at(-1);
  t.equal(best(640, 360)?.maxBitrate, best(1280, 720)?.maxBitrate, 'and may cost as much');
  t.same(
    layersFor('screen', size(1920, 1080)).map(({ scaleResolutionDownBy }) => scaleResolutionDownBy),
    [2, 1],
  );
});

t.test('layers that nobody wants are off; the lowest never is', async (t) => {
  const on = (cap: number) => layersFor('camera', size(1280, 720), cap).map(({ active }) => active);
  t.same(on(2), [true, true, true]);
  t.same(on(1), [true, true, false]);
  t.same(on(0), [true, false, false]);
  t.same(on(-1), [true, false, false], 'nonsense is the lowest');
  t.same(on(9), [true, true, true], 'more than there are is all');
});

const entries = (at: { bytes: number; packets: number; lost: number }): StatsEntry[] => [
  { id: 'M', type: 'media-source', kind: 'video', trackIdentifier: 'cam', framesPerSecond: 30 },
  {
    id: 'V0',
    type: 'outbound-rtp',
    kind: 'video',
    bytesSent: at.bytes,
    packetsSent: at.packets,
    mediaSourceId: 'M',
    frameWidth: 320,
    framesPerSecond: 30,
    targetBitrate: 150_000,
    qualityLimitationReason: 'none',
  },
  {
    id: 'V1',
    type: 'outbound-rtp',
    kind: 'video',
    bytesSent: at.bytes,
    packetsSent: at.packets,
    mediaSourceId: 'M',
    frameWidth: 640,
    frameHeight: 360,
    framesPerSecond: 28,
    targetBitrate: 400_000,
    qualityLimitationReason: 'bandwidth',
  },
  {
    id: 'V2',
    type: 'outbound-rtp',
    kind: 'video',
    bytesSent: 7,
    packetsSent: 1,
    mediaSourceId: 'M',
    active: false,
    targetBitrate: 0,
    qualityLimitationReason: 'cpu',
  },
  { id: 'A', type: 'outbound-rtp', kind: 'audio', bytesSent: at.bytes, packetsSent: at.packets },
  { id: 'R', type: 'remote-inbound-rtp', kind: 'video', packetsLost: at.lost, roundTripTime: 0.5 },
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  { id: 'P', type: 'candidate-pair', currentRoundTripTime: 0.021 },
];

t.test('a sample is about the time since the last look', async (t) => {
  const before = countsOf(entries({ bytes: 1_000, packets: 10, lost: 0 }), 1_000);
  const later = entries({ bytes: 26_000, packets: 110, lost: 6 });
  const sample = sampleOf(later, { before, now: countsOf(later, 3_000), camera: 'cam' });
  t.match(sample, {
    intervalMs: 2_000,
    bitrateBps: 300_000,
    pictureBps: 200_000,
    allowedBps: 550_000,
    fps: 28,
    givenFps: 30,
    width: 640,
    height: 360,
    lossShare: 0.02,
    rttMs: 21,
    limitation: 'bandwidth',
  });
});

t.test('what begins, ends or is begun anew between two looks counts for nothing', async (t) => {
  const before = countsOf(entries({ bytes: 90_000, packets: 900, lost: 50 }), 0);
  const anew = [
    ...entries({ bytes: 10, packets: 1, lost: 0 }),
    { id: 'new', type: 'outbound-rtp', kind: 'video', bytesSent: 5_000_000 },
  ];
  const sample = sampleOf(anew, { before, now: countsOf(anew, 2_000), camera: undefined });
  t.equal(sample.bitrateBps, 0);
  t.equal(sample.lossShare, undefined, 'no packets, no share of them');
  t.equal(sample.fps, undefined, 'no camera, no pictures of it');
  const empty = countsOf([], 5);
  t.match(
    sampleOf([], { before: empty, now: empty, camera: 'cam' }),
    { bitrateBps: 0, limitation: 'none' },
    'an empty report',
  );
});
