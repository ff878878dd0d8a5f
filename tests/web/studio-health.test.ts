/** How a show goes out, judged: one state, one cause, and no flicker. */
import t from 'tap';
import { QualityReport } from '../../server/protocol/socket/quality.ts';
import { afterPoint, type History, inShort, reportOf } from '../../web-client/src/features/studio/health-history.ts';
import { healthStrings } from '../../web-client/src/features/studio/health-strings.ts';
import {
  causes,
  type HealthFacts,
  judge,
  settled,
  type Verdict,
  verdictsKept,
} from '../../web-client/src/features/studio/health-verdict.ts';
import { percentText } from '../../web-client/src/features/studio/percent-text.ts';
import type { SendingSample } from '../../web-client/src/media/sending-sample.ts';

const usual: SendingSample = {
  atMs: 2_000,
  intervalMs: 2_000,
  bitrateBps: 2_300_000,
  pictureBps: 2_250_000,
  allowedBps: 2_350_000,
  fps: 30,
  givenFps: 30,
  width: 1280,
  height: 720,
  lossShare: 0,
  rttMs: 24,
  limitation: 'none',
};
const facts = (sample: Partial<SendingSample> | undefined, more: Partial<HealthFacts> = {}): HealthFacts => ({
  sample: sample && { ...usual, ...sample },
  arriving: true,
  camera: true,
  madeBps: 2_350_000,
  ...more,
});

t.test('what is measured, and what is said of it', async (t) => {
  const cases: readonly (readonly [string, HealthFacts, string])[] = [
    ['all is well', facts({}), 'good fine'],
    ['nothing arrives', facts({}, { arriving: false }), 'poor nothing'],
    ['nothing arrives and nothing is measured', facts(undefined, { arriving: false }), 'poor nothing'],
    ['the server cannot be heard', facts({}, { arriving: undefined }), 'good fine'],
    ['nothing is measured yet', facts(undefined), 'good fine'],
    ['the camera stands still', facts({ fps: 0, givenFps: 0 }), 'poor stuck'],
    ['the camera is off', facts({ fps: 0, givenFps: 0 }, { camera: false }), 'good fine'],
    ['the computer is slow', facts({ fps: 20, limitation: 'cpu' }), 'fair cpu'],
    ['the computer is much too slow', facts({ fps: 3, limitation: 'cpu' }), 'poor cpu'],
    ['half of the pictures are encoded, unsaid why', facts({ fps: 14 }), 'fair cpu'],
    ['a slow computer sends less: that is not the line', facts({ allowedBps: 500_000, limitation: 'cpu' }), 'fair cpu'],
    ['a slow upload', facts({ allowedBps: 1_200_000, limitation: 'bandwidth' }), 'fair bandwidth'],
    ['a very slow upload', facts({ allowedBps: 300_000, limitation: 'bandwidth', fps: 12 }), 'poor bandwidth'],
    ['a browser that says nothing of its encoders', facts({ allowedBps: 0 }), 'good fine'],
    [
      'few layers are wanted: less is sent, and that is right',
      facts({ allowedBps: 150_000 }, { madeBps: 150_000 }),
      'good fine',
    ],
    ['some loss', facts({ lossShare: 0.03 }), 'fair loss'],
    ['much loss', facts({ lossShare: 0.2 }), 'poor loss'],
    ['a long way', facts({ rttMs: 400 }), 'fair delay'],
    ['a very long way', facts({ rttMs: 900 }), 'poor delay'],
    ['a dark room', facts({ fps: 9, givenFps: 10 }), 'fair dark'],
    ['the worst is named', facts({ lossShare: 0.2, rttMs: 400, limitation: 'cpu', fps: 20 }), 'poor loss'],
    ['of equals the first to mend is named', facts({ lossShare: 0.03, rttMs: 400, limitation: 'cpu' }), 'fair cpu'],
    [
      'sound alone, no figures',
      facts({ fps: undefined, givenFps: undefined, lossShare: undefined, rttMs: undefined }, { camera: false }),
      'good fine',
    ],
  ];
  for (const [what, given, expected] of cases) {
    const { state, cause } = judge(given);
    t.equal(`${state} ${cause}`, expected, what);
  }
});

t.test('each cause has one piece of advice, each state its words', async (t) => {
  const advice = causes.map((cause) => healthStrings.advice[cause]);
  t.equal(new Set(advice).size, causes.length, 'no two the same');
  t.notOk(advice.includes(''), 'none empty');
  t.equal(new Set(Object.values(healthStrings.states)).size, 4);
});

const good: Verdict = { state: 'good', cause: 'fine' };
const fair: Verdict = { state: 'fair', cause: 'loss' };
const poor: Verdict = { state: 'poor', cause: 'loss' };
const slow: Verdict = { state: 'fair', cause: 'bandwidth' };

/** What is shown after each of these looks. */
function shownAfter(looks: readonly Verdict[]): string[] {
  let shown: Verdict | undefined;
  const recent: Verdict[] = [];
  return looks.map((look) => {
    recent.push(look);
    shown = settled(shown, recent.slice(-verdictsKept));
    return `${shown?.state} ${shown?.cause}`;
  });
}

t.test('it does not flicker', async (t) => {
  t.equal(settled(undefined, []), undefined, 'nothing is said before the first look');
  t.same(new Set(shownAfter([good, poor, good, fair, good, poor, good])), new Set(['good fine']), 'single bad looks');
  t.same(shownAfter([good, fair, fair]), ['good fine', 'good fine', 'fair loss'], 'bad news after two');
  t.equal(shownAfter([good, poor, fair]).at(-1), 'fair loss', 'no worse than the milder of the two');
  t.equal(shownAfter([good, poor, poor]).at(-1), 'poor loss');
  t.same(
    shownAfter([poor, good, good, good, good, good]).slice(-2),
    ['poor loss', 'good fine'],
    'good news after five',
  );
  t.equal(shownAfter([poor, good, good, fair, good, good, good]).at(-1), 'poor loss', 'one of the same keeps it');
  t.equal(shownAfter([poor, good, slow, good, good, good]).at(-1), 'fair bandwidth', 'as bad as the worst of the five');
  t.equal(shownAfter([fair, slow, slow, slow, slow]).at(-1), 'fair loss', 'another cause waits too');
  t.equal(shownAfter([fair, slow, slow, slow, slow, slow]).at(-1), 'fair bandwidth');
});

const history = (...samples: Partial<SendingSample>[]): History =>
  samples.reduce<History>(
    (so, sample, at) => afterPoint(so, { sample: { ...usual, atMs: at * 2_000, ...sample }, madeBps: 2_350_000 }),
    [],
  );

t.test('five minutes are kept, and no more', async (t) => {
  const long = history(...Array.from({ length: 400 }, () => ({})));
  t.equal(long.length, 150);
  t.equal(long.at(-1)?.sample.atMs, 399 * 2_000, 'the newest are kept');
  const slow = history(...Array.from({ length: 20 }, (_none, at) => ({ atMs: at * 60_000 })));
  t.equal(slow.length, 6, 'fewer where the looks came late');
});

t.test('a report is what the server takes, whatever was measured', async (t) => {
  const none = { iceRestarts: 0, reconnects: 0, spatialLayer: undefined };
  t.equal(reportOf([], none), undefined, 'nothing was measured, nothing is said');
  const report = reportOf(history({ fps: 20, rttMs: 20 }, { fps: 30, rttMs: 41, limitation: 'cpu' }), {
    ...none,
    spatialLayer: 2,
  });
  t.match(report, { role: 'performer', intervalMs: 4_000, fps: 25, rttMs: 30.5, limitation: 'cpu', spatialLayer: 2 });
  t.ok(QualityReport.safeParse(report).success);
  const bare = reportOf(
    history({
      fps: undefined,
      width: undefined,
      height: undefined,
      lossShare: undefined,
      rttMs: undefined,
      intervalMs: 1,
    }),
    none,
  );
  t.ok(QualityReport.safeParse(bare).success, 'with everything unknown, and hardly any time');
  const huge = reportOf(history({ rttMs: 9e9, intervalMs: 9e9 }), { ...none, spatialLayer: 7 });
  t.ok(QualityReport.safeParse(huge).success, 'with nonsense from the browser');
});

t.test('the charts in a sentence', async (t) => {
  const short = inShort(history({ bitrateBps: 1_000_000 }, { bitrateBps: 3_000_000, rttMs: undefined }));
  t.match(short, { minutes: 1, bitrateBps: 2_000_000, lowestBps: 1_000_000, rttMs: 24 });
  t.equal(
    healthStrings.charts.summary({
      minutes: 5,
      bitrate: '2 Mbit/s',
      lowest: '1 Mbit/s',
      fps: '30',
      loss: undefined,
      rtt: '24 ms',
    }),
    'In the last 5 minutes: 2 Mbit/s sent on average, 1 Mbit/s at least, 30 pictures a second, 24 ms there and back.',
  );
  t.same([0, 0.004, 0.0996, 0.5].map(percentText), ['0 %', '0.4 %', '10.0 %', '50 %']);
});
