/** What a viewer's page makes of the browser's counts: figures, a verdict, and rows of words. */
import t from 'tap';
import { QualityReport } from '#protocol/socket/quality.ts';
import { rowsOf, textOf } from '../../web-client/src/features/rooms/diagnostics.ts';
import { healthOf, type ReceivedPicture } from '../../web-client/src/features/rooms/viewer-health.ts';
import { figuresOf, readSample, type StatsReport, type WatchSample } from '../../web-client/src/media/watch-sample.ts';

const picture: ReceivedPicture = { layers: 3, tallest: 720, wanted: null, still: false };
const start: WatchSample = {
  ...{ atMs: 10_000, bytes: 1_000, packets: 100, lost: 3, frames: 60, freezes: 1, frozenMs: 400 },
  ...{ waitedMs: 500, waited: 50, decodedMs: 120, width: 1280, height: 720, jitterMs: 4, rttMs: 30 },
  ...{ picture: 'camera', videoCodec: 'VP8', audioCodec: 'opus', protocol: 'udp', portKind: 'host', watching: true },
};

/** A second after another in which a good show comes through, but for what is said. */
function second(before: WatchSample, change: Partial<WatchSample> = {}): WatchSample {
  return {
    ...before,
    atMs: before.atMs + 1_000,
    bytes: before.bytes + 200_000,
    packets: before.packets + 200,
    frames: before.frames + 30,
    waitedMs: before.waitedMs + 30 * 45,
    waited: before.waited + 30,
    decodedMs: before.decodedMs + 30 * 2,
    ...change,
  };
}

/** Six samples, five seconds. */
function seconds(change: (before: WatchSample) => Partial<WatchSample> = () => ({}), from = start): WatchSample[] {
  const all = [from];
  while (all.length < 6) {
    const before = all.at(-1) ?? from;
    all.push(second(before, change(before)));
  }
  return all;
}

t.test('a good show is good', async (t) => {
  const { state, report, figures, layer } = healthOf(seconds(), picture);
  t.equal(state, 'good');
  t.ok(QualityReport.safeParse(report).success, 'the report keeps the protocol');
  t.match(report, { role: 'viewer', intervalMs: 5_000, bitrateBps: 1_600_000, lossShare: 0, rttMs: 30, fps: 30 });
  t.match(report, { freezes: 0, frozenMs: 0, width: 1280, height: 720, spatialLayer: 2 });
  t.match(figures, { bufferMs: 45, decodeMs: 2 });
  t.equal(layer, 2);
});

t.test('loss, delay, freezes and few pictures each count', async (t) => {
  const lossy = (lost: number) =>
    healthOf(
      seconds((before) => ({ lost: before.lost + lost })),
      picture,
    ).state;
  t.equal(lossy(2), 'good', '1 %');
  t.equal(lossy(8), 'fair', '4 %');
  t.equal(lossy(30), 'poor', '13 %');
  const far = (rttMs: number) =>
    healthOf(
      seconds(() => ({ rttMs })),
      picture,
    ).state;
  t.same([far(100), far(400), far(1_000)], ['good', 'fair', 'poor']);
  const stutter = (ms: number) =>
    healthOf(
      seconds((before) => ({ freezes: before.freezes + 1, frozenMs: before.frozenMs + ms })),
      picture,
    );
  t.equal(stutter(40).state, 'fair');
  t.equal(stutter(400).state, 'poor');
  t.equal(stutter(400).report?.freezes, 5);
  const slow = (frames: number) =>
    healthOf(
      seconds((before) => ({ frames: before.frames + frames })),
      picture,
    ).state;
  t.same([slow(25), slow(10), slow(2)], ['good', 'fair', 'poor']);
});

t.test('a picture that stands is frozen before the browser says so', async (t) => {
  const moving = seconds();
  const still = seconds((before) => ({ frames: before.frames }), moving.at(-1));
  const { state, report } = healthOf(still, picture);
  t.equal(state, 'poor');
  t.match(report, { freezes: 1, frozenMs: 5_000, fps: 0 });
});

t.test('pictures that nobody wanted are nobody’s fault', async (t) => {
  const away = seconds((before) => ({ frames: before.frames, watching: false }));
  const heard = healthOf(away, picture);
  t.equal(heard.state, 'good');
  t.notOk('fps' in (heard.report ?? {}), 'of what was not wanted nothing is said');
  t.equal(heard.layer, undefined);
  const last = away.at(-1) ?? start;
  // The browser counts the whole pause as one freeze when the next picture comes: the first sample that counts has it.
  const back = [last, second(last, { freezes: 9, frozenMs: 60_000 })];
  back.push(second(back[1] ?? last, { watching: true }), second(second(back[1] ?? last), { watching: true }));
  t.match(healthOf(back.slice(1), picture).report, { freezes: 0, frozenMs: 0 });
});

t.test('a shared screen may stand still', async (t) => {
  const slides = seconds((before) => ({ frames: before.frames }));
  t.equal(healthOf(slides, { ...picture, still: true }).state, 'good');
});

t.test('with too little to judge nothing is judged', async (t) => {
  t.equal(healthOf([], picture).state, undefined);
  t.equal(healthOf([start], picture).state, undefined);
  t.equal(healthOf([start, { ...start, atMs: start.atMs + 300 }], picture).state, undefined);
  t.equal(figuresOf([start, start]), undefined);
});

t.test('counts that fall are no negative figures', async (t) => {
  const odd = second(start, { lost: 0, bytes: 0, packets: 0, frames: 0, frozenMs: 0, freezes: 0 });
  t.match(figuresOf([start, odd]), { bitrateBps: 0, lossShare: 0, freezes: 0, frozenMs: 0, fps: 0 });
});

t.test('a report of the browser is read, and its gaps are borne', async (t) => {
  const entries = [
    {
      type: 'inbound-rtp',
      kind: 'video',
      mid: '0',
      codecId: 'c1',
      bytesReceived: 5_000,
      packetsReceived: 50,
      packetsLost: 2,
      framesDecoded: 30,
      freezeCount: 1,
      totalFreezesDuration: 0.25,
      frameWidth: 640,
      frameHeight: 360,
      jitter: 0.004,
    },
    {
      type: 'inbound-rtp',
      kind: 'audio',
      mid: '1',
      codecId: 'c2',
      bytesReceived: 800,
      packetsReceived: 40,
      packetsLost: 0,
    },
    { type: 'inbound-rtp', kind: 'video', mid: 'probator', bytesReceived: 99_999, packetsReceived: 999 },
    { type: 'codec', id: 'c1', mimeType: 'video/VP8' },
    { type: 'codec', id: 'c2', mimeType: 'audio/opus' },
    { type: 'transport', selectedCandidatePairId: 'p' },
    { type: 'candidate-pair', id: 'old', currentRoundTripTime: 9 },
    { type: 'candidate-pair', id: 'p', currentRoundTripTime: 0.032, localCandidateId: 'l' },
    { type: 'local-candidate', id: 'l', protocol: 'tcp', candidateType: 'srflx' },
  ];
  const sample = readSample(entries, 7, true);
  t.match(sample, { atMs: 7, bytes: 5_800, packets: 90, lost: 2, frames: 30, freezes: 1, frozenMs: 250 });
  t.match(sample, { width: 640, height: 360, jitterMs: 4, rttMs: 32, videoCodec: 'VP8', audioCodec: 'opus' });
  t.match(sample, { protocol: 'tcp', portKind: 'srflx' });
  const strange = [{ type: 'inbound-rtp', kind: 'video', bytesReceived: 'many', framesDecoded: Number.NaN }];
  t.match(readSample(strange as unknown as StatsReport, 7, true), { bytes: 0, frames: 0, rttMs: undefined });
});

t.test('of several pictures the one that is shown is measured', async (t) => {
  const picture = (trackIdentifier: string, frameHeight: number) => ({
    ...{ type: 'inbound-rtp', kind: 'video', trackIdentifier, frameWidth: 2 * frameHeight, frameHeight },
  });
  const both = [picture('camera', 720), picture('screen', 480)];
  t.match(readSample(both, 7, true, 'screen'), { width: 960, height: 480 });
  t.match(readSample(both, 7, true), { width: 1440, height: 720 }, 'unsaid: the largest');
  t.match(readSample(both, 7, true, 'gone'), { width: 1440, height: 720 }, 'a browser that names them otherwise');
});

t.test('beside a shared screen only its own pictures count', async (t) => {
  const of = (trackIdentifier: string, framesDecoded: number) => ({
    ...{ type: 'inbound-rtp', kind: 'video', trackIdentifier, framesDecoded, freezeCount: framesDecoded / 10 },
  });
  const both = [of('camera', 900), of('screen', 40)];
  t.match(readSample(both, 7, true, 'screen'), { picture: 'screen', frames: 40, freezes: 4 });
  t.match(readSample(both, 7, true), { picture: undefined, frames: 940, freezes: 94 });
  const changed = [...seconds(), ...seconds(() => ({}), { ...start, atMs: 16_000, picture: 'screen', frames: 9_000 })];
  t.equal(figuresOf(changed)?.fps, 30, 'counts of two pictures are not compared');
});

t.test('a picture less sharp than its place is fair, once it was better', async (t) => {
  const low = seconds(() => ({ width: 640, height: 360 }), { ...start, width: 640, height: 360 });
  t.match(healthOf(low, picture), { state: 'fair', report: { spatialLayer: 1, missedLayer: 2 } });
  t.ok(QualityReport.safeParse(healthOf(low, picture).report).success, 'the report keeps the protocol');
  t.equal(healthOf(low, { ...picture, wanted: 1 }).state, 'good', 'its place has room for no more');
  t.equal(healthOf(low, { ...picture, tallest: 360 }).state, 'good', 'a better one never came');
  const climbing = [...low.slice(0, 5), second(low.at(-2) ?? start, { width: 1280, height: 720 })];
  t.equal(healthOf(climbing, picture).state, 'good', 'it came within the stretch');
});

t.test('the rows can be read and pasted', async (t) => {
  const rows = rowsOf(healthOf(seconds(), picture), { layers: 3, iceRestarts: 2 });
  const text = textOf(rows);
  for (const line of [
    'Picture: 1280 × 720, 30 fps',
    'Layer: 3 of 3',
    'Bitrate: 1.6 Mbit/s',
    'Lost packets: 0 %',
    'Round trip: 30 ms',
    'Delay from the media server: 62 ms',
    'Codec: VP8, opus',
    'Network path: UDP, host',
    'Path restarts: 2',
  ]) {
    t.ok(text.includes(line), line);
  }
  const empty = rowsOf(healthOf([], picture), { layers: 0, iceRestarts: 0 });
  t.ok(
    empty.every(({ value }) => value === '–' || value === '0'),
    'what is not known is a dash',
  );
});
