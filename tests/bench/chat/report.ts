/**
 * From talks to figures: what is printed of a run of `chat`.
 */
import { type Figure, percentile, rounded } from '../figures.ts';
import type { Talk } from './crowd.ts';

const samples: Readonly<Record<string, (talk: Talk) => readonly number[]>> = {
  acked_to_seen: ({ ackedToSeen }) => ackedToSeen,
  sent_to_seen: ({ sentToSeen }) => sentToSeen,
  sent_to_acked: ({ sentToAcked }) => sentToAcked,
};
const shares = { p50: 0.5, p99: 0.99 } as const;

/** Times and processor at the pace that both were asked for. */
export function figuresAtPace(ours: Talk, bare: Talk): Figure[] {
  const times = Object.entries(samples).flatMap(([metric, of]) =>
    Object.entries(shares).map(
      ([name, share]): Figure => ({
        ...{ bench: 'chat', metric: `${metric}_${name}`, unit: 'ms', n: of(ours).length },
        ...{ value: percentile(of(ours), share), baseline: percentile(of(bare), share) },
      }),
    ),
  );
  const processor: Figure = {
    ...{ bench: 'chat', metric: 'server_processor', unit: '% of a core', n: ours.sentToAcked.length },
    ...{ value: ours.processorPercent, baseline: bare.processorPercent },
  };
  return [...times, processor];
}

/** How many lines a second each took until people waited too long. */
export function figureOfMost(ours: number, bare: number, steps: number): Figure {
  return { bench: 'chat', metric: 'lines_per_second', value: ours, unit: 'lines/s', n: steps, baseline: bare };
}

/** One line for people. */
export function describeTalk(name: string, asked: number, talk: Talk): string {
  const p = (of: readonly number[], share: number): number =>
    of.length === 0 ? Number.NaN : rounded(percentile(of, share));
  const [seen50, seen99] = [p(talk.ackedToSeen, 0.5), p(talk.ackedToSeen, 0.99)];
  return [
    `  ${name} at ${asked} lines/s: ${rounded(talk.linesPerSecond)} acknowledged a second`,
    `acknowledged → seen p50 ${seen50} p99 ${seen99} ms`,
    `sent → acknowledged p50 ${p(talk.sentToAcked, 0.5)} p99 ${p(talk.sentToAcked, 0.99)} ms`,
    `server ${rounded(talk.processorPercent)} % of a core, ${talk.missed} missed`,
  ].join(', ');
}
