/**
 * `npm run prove -- ledger [--runs N] [--seed S] [--path P] [--replay R]`: N stories (200) of buying, tipping over HTTP, holds and whatever
 * becomes of them, refunds and reversals, in which two API processes, two job workers and a till are killed with kill -9 before and after
 * commits, one by one and together, and whoever is left answers; jobs and events come twice, clocks jump, Redis forgets and Postgres dies;
 * after each everything is held against an auditor. Ends with 1 where something does not agree, naming the shortest story and how to
 * repeat it.
 */
import { inspect, parseArgs } from 'node:util';
import { tellStories } from './ledger/story.ts';
import { whole } from './whole.ts';

const most = { runs: 10_000, seed: 2 ** 31 - 1 };
const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { runs: text, seed: text, path: text, replay: text } });
const runs = whole('runs', values.runs ?? '200', most.runs);
const seed = whole('seed', values.seed ?? String(1 + (Date.now() % most.seed)), most.seed);

const startedMs = performance.now();
const seconds = (): string => ((performance.now() - startedMs) / 1_000).toFixed(0);
let commands = 0;
const told = (run: number, many: number): void => {
  commands += many;
  process.stderr.write(`story ${run} of ${runs}: ${many} commands, ${seconds()} s\n`);
};

// What it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

process.stdout.write(`seed ${seed}\n`);
const failed = (problem: unknown): void => {
  process.stderr.write(`It does not hold, and is made shorter now: ${inspect(problem)}\n`);
};
const wishes = {
  runs,
  seed,
  mostCommands: 12,
  path: values.path,
  replayPath: values.replay,
  shorter: 20,
  told,
  failed,
};
const { failure, deeds } = await tellStories(wishes);
const deaths = Object.entries(deeds).map(([name, { killed, asked }]) => `${name} ${killed} (asked ${asked})`);
process.stdout.write(failure === undefined ? `${runs} stories hold` : `${failure}\nIt does NOT hold`);
process.stdout.write(
  `: seed ${seed}, ${commands} commands, killed with kill -9: ${deaths.join(', ')}; ${seconds()} s\n`,
);
process.exitCode = failure === undefined ? 0 : 1;
