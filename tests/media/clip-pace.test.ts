/** When packets leave: on time for ever, in small steps after a short delay, not at all for time that was slept through. */
import t from 'tap';
import { loadDemoClip } from '../../sfu-workers/clip/load-clip.ts';
import { createPace, type Due, type Pace } from '../../sfu-workers/clip/pace.ts';
import { layOutClip } from '../../sfu-workers/clip/timeline.ts';

const timeline = layOutClip(await loadDemoClip());
const START_MS = 123_456.7;

/** Takes as a player does from `fromMs` to `toMs` after the start, each time `lateMs` after it asked to be woken. */
function run(pace: Pace, fromMs: number, toMs: number, lateMs = 0): { nowMs: number; due: Due[] }[] {
  const steps: { nowMs: number; due: Due[] }[] = [];
  let nowMs = START_MS + fromMs;
  while (nowMs < START_MS + toMs) {
    steps.push({ nowMs, due: pace.take(nowMs) });
    nowMs += pace.waitMs(nowMs) + lateMs;
  }
  return steps;
}

const lateness = ({ nowMs, due }: { nowMs: number; due: Due[] }): number[] =>
  due.map(({ packet, pass }) => nowMs - START_MS - pass * timeline.durationMs - packet.atMs);

t.test('the timeline of one pass', async (t) => {
  t.equal(timeline.durationMs, 40_000, 'lasts as long as the clip');
  t.same(timeline.ticks, { audio: 1_920_000, video: 3_600_000 }, 'in ticks of both clocks');
  t.ok(timeline.packets[0]?.entry, 'and begins with a key frame');
  const first = timeline.packets.filter(({ kind, frame }) => kind === 'video' && frame === 0);
  const spreadMs = (first.at(-1)?.atMs ?? 0) - (first[0]?.atMs ?? 0);
  t.ok(
    first.length > 10 && spreadMs > 4 && spreadMs <= 10,
    `whose ${first.length} packets are spread over ${spreadMs.toFixed(1)} ms`,
  );
});

t.test('an hour of playing', async (t) => {
  const steps = run(createPace(timeline, START_MS), 0, 3_600_000, 0.4);
  const late = steps.flatMap(lateness);
  t.equal(late.length, 90 * timeline.packets.length, 'sends every packet of ninety passes');
  t.ok(
    late.every((ms) => ms > -0.001 && ms < 4),
    'none early and none more than 4 ms late, at the end as at the start',
  );
  t.ok(
    steps.every(({ due }) => due.length <= 8),
    'and never more than a few at once',
  );
});

t.test('a process that was held up for 300 ms', async (t) => {
  const pace = createPace(timeline, START_MS);
  run(pace, 0, 1000);
  const steps = run(pace, 1300, 2000);
  t.ok(
    steps.every(({ due }) => due.length <= 16),
    'sends at most 16 packets at once',
  );
  t.equal(pace.resyncs, 0, 'skips nothing');
  t.ok(
    steps
      .filter(({ nowMs }) => nowMs > START_MS + 1350)
      .flatMap(lateness)
      .every((ms) => ms < 4),
    'and has caught up 50 ms later',
  );
});

t.test('a laptop that slept', async (t) => {
  for (const sleptMs of [401, 39_990, 8 * 3_600_000]) {
    const pace = createPace(timeline, START_MS);
    run(pace, 0, 1000);
    const steps = run(pace, 1000 + sleptMs, 3000 + sleptMs);
    const sent = steps.flatMap(({ due }) => due);
    t.equal(pace.resyncs, 1, `for ${sleptMs} ms resynchronises once`);
    t.ok(sent[0]?.packet.entry, 'goes on with a key frame');
    t.ok(steps.every(({ due }) => due.length <= 16) && sent.length < 450, 'without a burst');
    t.ok(
      steps.flatMap(lateness).every((ms) => ms > -0.001 && ms < 4),
      'at the place where it would be had it not slept',
    );
  }
});

t.test('a clock that ran back', async (t) => {
  const pace = createPace(timeline, START_MS);
  run(pace, 0, 60_000);
  const sent = run(pace, 10_000, 11_000).flatMap(({ due }) => due);
  t.equal(pace.resyncs, 1, 'is noticed');
  t.ok(sent.length > 100 && sent.length < 250, 'and playing goes on at its pace');
  t.equal(sent[0]?.pass, 1, 'from where it stood');
});
