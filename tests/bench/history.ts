/**
 * `npm run bench -- history [--entries N] [--months M] [--rounds R]`: how long pages of wallets, statements, stats and
 * leaderboards take with ten million entries behind them, over HTTP; beside it the same with a hundred thousand, in the same run. The
 * books are filled set by set, and held against the comparison of the books and the verifier of the seals at the end.
 */
import { parseArgs } from 'node:util';
import { openStack, type WorldStack } from '../world/stack.ts';
import { percentile, printFigure, rounded } from './figures.ts';
import { judge, measure, type Timings } from './history/measure.ts';
import { openSide } from './history/side.ts';
import { describeMachine } from './machine.ts';

const shares = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
const short = 100_000;
const most = { entries: 40_000_000, months: 60, rounds: 2_000 };

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000000' },
    months: { type: 'string', default: '24' },
    rounds: { type: 'string', default: '200' },
  },
});

function whole(name: keyof typeof most, least: number): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least && value <= most[name]) return value;
  throw new Error(`--${name} takes a whole number from ${least} to ${most[name]}.`);
}

const entries = whole('entries', 10_000);
const months = whole('months', 1);
const rounds = whole('rounds', 20);
let open: WorldStack | undefined;

async function run(many: number): Promise<Timings> {
  open = await openStack({ env: { BUSKER_DEMO: '0' }, only: ['postgres', 'redis', 'migrate', 'server'] });
  try {
    const startedMs = performance.now();
    const side = await openSide(open, { entries: many, months, say });
    const { history } = side;
    const [size] = await open.query<{ gb: number }>(
      'SELECT (pg_database_size(current_database()) / 1e9)::float8 AS gb',
    );
    const took = Math.round((performance.now() - startedMs) / 1_000);
    say(
      `${history.entries} entries of ${history.transfers} transfers, ${history.tips} of them tips: ${took} s, ${rounded(size?.gb ?? 0)} GB`,
    );
    const timings = await measure(side, rounds);
    for (const [metric, ms] of timings) if (ms.length > 0) say(lineOf(metric, ms));
    const { reconciledMs, verifiedMs } = await judge(side);
    say(`  the books agree (${Math.round(reconciledMs)} ms), the seals too (${Math.round(verifiedMs)} ms)`);
    return new Map([...timings, ['comparing_books', [reconciledMs]], ['verifying_seals', [verifiedMs]]]);
  } finally {
    await open.close();
  }
}

function lineOf(metric: string, ms: readonly number[]): string {
  const of = Object.entries(shares).map(([name, share]) => `${name} ${rounded(percentile(ms, share))}`);
  return `  ${metric}: ${of.join(', ')} ms`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

// What runs then fails for want of a server, and that ends the process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void open?.close());

say(describeMachine('none'));
const baseline = await run(short);
for (const [metric, ms] of await run(entries)) {
  const before = baseline.get(metric) ?? [];
  const named = ms.length === 1 ? { '': 1 } : Object.fromEntries(Object.entries(shares).map(([n, s]) => [`_${n}`, s]));
  for (const [name, share] of Object.entries(named)) {
    if (ms.length === 0) continue;
    printFigure({
      ...{ bench: 'history', metric: `${metric}${name}`, value: percentile(ms, share), unit: 'ms', n: ms.length },
      baseline: before.length === 0 ? null : percentile(before, share),
    });
  }
}
