/**
 * Samples as lines: each once, gaps left open, the busiest workers, and no line for what nobody measured.
 */
import t from 'tap';
import type { MediaSample } from '#protocol/http/media.ts';
import {
  mostLines,
  recentSamples,
  seriesOf,
  seriesOfWorkers,
} from '../../web-client/src/features/admin/media-series.ts';

const second = 1_000;
const sample = (at: number, workers: MediaSample['workers'] = []): MediaSample => ({
  ...{ at, workers, rooms: 1, viewers: 2, good: 1, fair: 1, poor: 0 },
});
const worker = (pid: number, consumers = 0, cpu = 0.5) => ({ node: 'm', pid, cpu, consumers, routers: 1 });
const nameOf = (node: string, pid: number): string => `${node} ${pid}`;

t.test('A quarter of an hour is kept, each sample once, in order', async (t) => {
  const many = Array.from({ length: 400 }, (_, at) => sample((at + 1) * 5 * second));
  const kept = recentSamples([...many, ...many.slice(-3)]);
  t.equal(kept.length, 180);
  t.equal(kept.at(-1)?.at, 2_000 * second);
  t.same(recentSamples([]), []);
});

t.test('A worker that died ends its line, its successor begins another', async (t) => {
  const samples = [sample(5 * second, [worker(1, 9)]), sample(10 * second, [worker(2, 3)])];
  const { at, lines, workers } = seriesOfWorkers(samples, nameOf, (one) => one.consumers);
  t.same(at, [5, 10]);
  t.same(lines, [
    { name: 'm 1', values: [9, null] },
    { name: 'm 2', values: [null, 3] },
  ]);
  t.equal(workers, 2);
});

t.test('While nobody took samples the line is broken', async (t) => {
  const { at, lines } = seriesOf([sample(5 * second), sample(60 * second)], [['Good', (one) => one.good]]);
  t.same(at, [5, 10, 60]);
  t.same(lines[0]?.values, [1, null, 1]);
});

t.test('Of many workers the busiest are drawn', async (t) => {
  const all = Array.from({ length: 12 }, (_, pid) => worker(pid, pid * 10));
  const { lines, workers } = seriesOfWorkers([sample(5 * second, all)], nameOf, (one) => one.cpu);
  t.equal(lines.length, mostLines);
  t.equal(lines[0]?.name, 'm 11');
  t.equal(workers, 12);
});
