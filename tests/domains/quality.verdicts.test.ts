/**
 * What pages measured, judged without anything running: which figures are good, what a room's reports come to, and in which
 * order an operator sees rooms.
 */
import t from 'tap';
import type { MediaRoom } from '#protocol/http/media.ts';
import { QualityReport, qualityStateOf, qualityThresholds } from '#protocol/socket/quality.ts';
import { byTrouble, type FoundRoom, judgeRoom } from '../../server/domains/admin/rules/judge-room.ts';
import { noQuality } from '../../server/domains/admin/rules/no-quality.ts';
import { bucketsOf, currentBucket } from '../../server/domains/quality/rules/report-keys.ts';
import { percentile, summariseReports } from '../../server/domains/quality/rules/summarise-reports.ts';
import { hashOf, reportsOf } from '../../server/domains/quality/store-reports.ts';

const fine: QualityReport = { role: 'viewer', intervalMs: 10_000, rttMs: 40, lossShare: 0, fps: 25, frozenMs: 0 };
const judged = (given: Partial<QualityReport>) => qualityStateOf({ ...fine, ...given });

t.test('Each figure alone can make it fair or poor, and each threshold is where it says', async (t) => {
  t.equal(judged({}), 'good');
  t.equal(qualityStateOf({ role: 'viewer', intervalMs: 10_000 }), 'good', 'what was not measured says nothing');
  for (const name of ['rttMs', 'lossShare'] as const) {
    const { fair, poor } = qualityThresholds[name];
    t.equal(judged({ [name]: fair - 0.001 }), 'good', `${name} below fair`);
    t.equal(judged({ [name]: fair }), 'fair', `${name} at fair`);
    t.equal(judged({ [name]: poor - 0.001 }), 'fair', `${name} below poor`);
    t.equal(judged({ [name]: poor }), 'poor', `${name} at poor`);
  }
  t.equal(judged({ fps: 15 }), 'good');
  t.equal(judged({ fps: 14.9 }), 'fair');
  t.equal(judged({ fps: 4.9 }), 'poor');
  t.equal(judged({ frozenMs: 99 }), 'good');
  t.equal(judged({ frozenMs: 100 }), 'fair', 'a tenth of a second in ten');
  t.equal(judged({ frozenMs: 1_000 }), 'poor', 'a second in ten');
  t.equal(judged({ bitrateBps: 700, targetBps: 1_000 }), 'good');
  t.equal(judged({ bitrateBps: 699, targetBps: 1_000 }), 'fair');
  t.equal(judged({ bitrateBps: 349, targetBps: 1_000 }), 'poor');
  t.equal(judged({ bitrateBps: 0, targetBps: 0 }), 'good', 'no target is none missed');
  for (const uneasy of [{ limitation: 'cpu' }, { iceRestarts: 1 }, { reconnects: 1 }] as const) {
    t.equal(judged(uneasy), 'fair', `${Object.keys(uneasy)}`);
  }
  t.equal(judged({ rttMs: 900, limitation: 'cpu' }), 'poor', 'the worst counts');
});

t.test('A report is bounded and strict', async (t) => {
  const refused: Record<string, unknown>[] = [
    { lossShare: 1.01 },
    { lossShare: -0.01 },
    { rttMs: Number.POSITIVE_INFINITY },
    { rttMs: Number.NaN },
    { bitrateBps: 1e12 },
    { bitrateBps: 1.5 },
    { freezes: 1_001 },
    { frozenMs: 120_001 },
    { spatialLayer: 3 },
    { intervalMs: 0 },
    { role: 'moderator' },
    { limitation: 'rain' },
    { room: 'somewhere' },
  ];
  for (const given of refused) t.notOk(QualityReport.safeParse({ ...fine, ...given }).success, JSON.stringify(given));
  t.ok(QualityReport.safeParse(fine).success);
});

const minuteMs = 60_000;
const nowMs = 1_000 * minuteMs;
const kept = (session: string, given: Partial<QualityReport>, atMs = nowMs) => {
  const report = { ...fine, ...given };
  return hashOf(session, report, qualityStateOf(report), atMs);
};

t.test('Of a session the newest report counts; its first picture counts though it is said once', async (t) => {
  const before = kept('one', { rttMs: 900, firstFrameMs: 700 }, nowMs - 15_000);
  const after = { ...kept('one', {}), ...kept('two', { lossShare: 0.5, freezes: 3, spatialLayer: 2 }) };
  const { viewers, performer } = summariseReports(reportsOf([before, after]), nowMs);
  t.match(viewers, { reporting: 2, good: 1, fair: 0, poor: 1, freezes: 3, layers: [0, 0, 1] });
  t.match(viewers, { firstFrameP50Ms: 700, firstFrameP95Ms: 700, rttP50Ms: 40, lossP95: 0.5 });
  t.equal(performer, null);
});

t.test('The performer is no viewer; of two pages of theirs the newer speaks', async (t) => {
  const old = kept('p1', { role: 'performer', bitrateBps: 100 }, nowMs - 9_000);
  const newer = kept('p2', { role: 'performer', bitrateBps: 900_000 }, nowMs - 2_000);
  const { viewers, performer } = summariseReports(reportsOf([{ ...newer, ...old }]), nowMs);
  t.equal(viewers.reporting, 0);
  t.match(performer, { state: 'good', ageMs: 2_000, report: { bitrateBps: 900_000 } });
});

t.test('After a minute nobody said anything, and nonsense in Redis is passed over', async (t) => {
  const old = kept('one', { firstFrameMs: 10 }, nowMs - minuteMs);
  t.equal(summariseReports(reportsOf([old]), nowMs).viewers.reporting, 0);
  const odd = { 'v:x': '{', 'v:y': '{"atMs":"soon"}', 'p:z': 'null', 'f:w': 'soon' };
  t.same(summariseReports(reportsOf([odd]), nowMs), noQuality);
  t.ok(bucketsOf('r', nowMs).includes(currentBucket('r', nowMs - minuteMs + 1)), 'what is a minute old is looked for');
  t.equal(bucketsOf('r', nowMs).at(-1), currentBucket('r', nowMs), 'the newest last');
});

t.test('Percentiles are by nearest rank', async (t) => {
  t.equal(percentile([], 0.5), null);
  t.equal(percentile([7], 0.95), 7);
  t.equal(percentile([4, 1, 3, 2], 0.5), 2);
  t.equal(
    percentile(
      Array.from({ length: 100 }, (_, at) => at + 1),
      0.95,
    ),
    95,
  );
});

const producer: FoundRoom['producers'][number] = {
  id: 'a',
  source: 'camera',
  kind: 'video',
  paused: false,
  score: 10,
  layers: [],
};
const found: FoundRoom = {
  id: '01900000-0000-7000-8000-000000000101',
  stream: { title: 'A show', state: 'LIVE', performer: { id: 'x', handle: 'x', displayName: 'X' } },
  ...{
    node: 'media-1',
    nodeAnswers: true,
    mediaEpoch: 1,
    origin: { worker: 1, consumers: 0 },
    edges: [],
    consumers: 0,
  },
  ...{ producers: [producer], viewers: 0, quality: noQuality },
};
const viewers = (good: number, fair: number, poor: number) => ({
  ...noQuality,
  viewers: { ...noQuality.viewers, reporting: good + fair + poor, good, fair, poor },
});

t.test('Every trouble is seen, and nothing else is called one', async (t) => {
  const troublesOf = (given: Partial<FoundRoom>) => judgeRoom({ ...found, ...given }).troubles;
  t.same(judgeRoom(found), { state: 'good', troubles: [] });
  t.same(troublesOf({ origin: null, nodeAnswers: false }), ['node_silent']);
  t.same(troublesOf({ origin: null }), ['nowhere'], 'its node answers and does not have it');
  t.same(troublesOf({ origin: null, node: null, nodeAnswers: false }), ['nowhere']);
  t.same(troublesOf({ producers: [] }), ['nothing_sent']);
  t.same(troublesOf({ producers: [{ ...producer, score: 0 }] }), ['nothing_arrives']);
  t.same(troublesOf({ producers: [{ ...producer, score: 0, paused: true }] }), [], 'what is paused does not arrive');
  t.same(troublesOf({ producers: [{ ...producer, score: 5 }] }), ['arrives_badly']);
  t.same(troublesOf({ quality: viewers(9, 0, 1) }), [], 'one of ten is that viewer’s own network');
  t.same(troublesOf({ quality: viewers(8, 0, 2) }), ['viewers_poor']);
  t.same(troublesOf({ quality: viewers(8, 1, 1) }), ['viewers_fair']);
  const over = { ...found.stream, state: 'OFFLINE' } as FoundRoom['stream'];
  t.same(troublesOf({ stream: over, producers: [] }), [], 'a show that is over sends nothing');
  t.same(troublesOf({ stream: over, origin: null, node: null }), []);
});

t.test('Trouble first, then the most watched', async (t) => {
  const room = (id: string, given: Partial<FoundRoom>): MediaRoom => {
    const { nodeAnswers: _, ...shown } = { ...found, ...given, id };
    return { ...shown, ...judgeRoom({ ...found, ...given, id }) };
  };
  const rooms = [
    room('quiet', {}),
    room('watched', { viewers: 900 }),
    room('flawed', { quality: viewers(0, 5, 0) }),
    room('lost', { origin: null }),
    room('poor', { quality: viewers(0, 0, 5) }),
  ];
  t.same(
    rooms.toSorted(byTrouble).map(({ id }) => id),
    ['lost', 'poor', 'flawed', 'watched', 'quiet'],
  );
});
