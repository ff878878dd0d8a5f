/**
 * `npm run prove -- bank [--seconds S] [--connections N]`: processes move tokens between a thousand wallets over 64 connections, as
 * durable as the product, while snapshots must always show the same total; a wallet is locked by a stranger every now and then, and
 * somebody's tips come behind a thousand of somebody else's. Ends with 1 where a total differed, something failed, a locked wallet's
 * tip came through, a batch with it or a stranger waited for it, somebody stood still meanwhile, or a tip waited for two batches. What a
 * batch is, and which of them a tip waited for, is in `bank/batches.ts`; what waiting for a lock is, in `bank/watch-locks.ts`. Latencies
 * are printed.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { sleep } from '#kernel/clock.ts';
import { percentile, rounded } from '../bench/figures.ts';
import { openStack, type WorldStack } from '../world/stack.ts';
import type { Cast, Moved, Strangers, Tipped } from './bank/messages.ts';
import { openPeople } from './bank/people.ts';
import { type Watched, watch } from './bank/watch.ts';
import { lockMs } from './bank/watch-locks.ts';
import { Worker } from './bank/worker.ts';
import { whole } from './whole.ts';

const movers = 4;
const betweenMs = 3_000;
/** A tip behind another's thousand waits for fewer batches than these. */
const fairBatches = 2;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '300' }, connections: { type: 'string', default: '64' } },
});
const seconds = whole('seconds', values.seconds, 3_600);
const connections = whole('connections', values.connections, 150);

interface Held {
  readonly moved: readonly Moved[];
  readonly tipped: Tipped;
  readonly watched: Watched;
}

async function run(stack: WorldStack): Promise<Held> {
  const { total, ...cast } = await openPeople(stack);
  const each = Array.from({ length: movers }, (_, at) => Math.floor((connections + at) / movers));
  const moving = await Promise.all(each.map((many) => Worker.start('mover', { cast, connections: many })));
  const tipping = await Worker.start('tipper', { cast });
  const all = [...moving, tipping];
  // None is judged while others still load what they need.
  for (const worker of all) await worker.tell({ begin: true });
  const over = new AbortController();
  const watching = watch({ ...cast, total }, over.signal);
  try {
    await disturb(cast, all, tipping);
    const moved = await Promise.all(moving.map((worker) => worker.end<Moved>()));
    const tipped = await tipping.end<Tipped>();
    over.abort();
    return { moved, tipped, watched: await watching };
  } finally {
    // After a failure: before the database ends, which would be the next thing that fails.
    for (const worker of all) worker.kill();
    over.abort();
    await Promise.allSettled([watching]);
  }
}

/** In turn: one wallet is locked by a stranger, nothing is, somebody queues a thousand tips. */
async function disturb(cast: Cast, all: readonly Worker[], tipping: Worker): Promise<void> {
  const lock = new pg.Client({ connectionString: cast.databaseUrl });
  await lock.connect();
  const untilMs = performance.now() + seconds * 1_000;
  try {
    do {
      await lock.query('BEGIN');
      await lock.query('SELECT ledger.take_wallets(ARRAY[$1]::uuid[], true)', [cast.locked]);
      for (const worker of all) await worker.tell({ locked: true });
      await sleep(lockMs);
      const heard = tipping.hear();
      for (const worker of all) await worker.tell({ locked: false });
      await heard;
      await lock.query('ROLLBACK');
      await sleep(betweenMs);
      await tipping.tell({ queue: true });
      await sleep(betweenMs);
      process.stderr.write(`  ${Math.max(0, Math.round((untilMs - performance.now()) / 1_000))} s left\n`);
    } while (performance.now() < untilMs);
  } finally {
    await lock.end();
  }
}

interface Line {
  readonly text: string;
  readonly holds: boolean;
}

const told = (text: string, holds = true): Line => ({ text, holds });

/** What must hold, and whether it does; then what was measured. */
function lines({ moved, tipped, watched }: Held): Line[] {
  const outcomes: Record<string, number> = {};
  for (const one of moved)
    for (const [name, many] of Object.entries(one.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + many;
  const failures = [...moved.flatMap((one) => one.failures), ...tipped.failures];
  return [
    told(
      `outcomes: ${JSON.stringify(outcomes)}, ${watched.divided} tips divided, ${watched.moves} movements`,
      (outcomes.posted ?? 0) > 0,
    ),
    told(
      `${watched.snapshots} snapshots, ${watched.wrong.length} wrong ${watched.wrong[0] ?? ''}`,
      watched.snapshots > 0 && watched.wrong.length === 0,
    ),
    told([`${failures.length} failures`, ...failures.slice(0, 10)].join('\n    '), failures.length === 0),
    ...linesOfTipper(tipped),
    ...linesOfStrangers('tips of strangers', [tipped.strangers]),
    ...linesOfStrangers(
      `calls of ${connections} connections`,
      moved.map(({ strangers }) => strangers),
    ),
  ];
}

/** One locked wallet delays nobody else. */
function linesOfStrangers(who: string, all: readonly Strangers[]): Line[] {
  const shown = (when: 'free' | 'locked'): string => times(all.flatMap((one) => one[when]));
  const longestMs = Math.max(...all.map((one) => one.longestMs));
  const waitedOut = all.reduce((sum, one) => sum + one.waitedOut, 0);
  const [fewest, locks] = [Math.min(...all.map((one) => one.fewest)), Math.min(...all.map((one) => one.locks))];
  return [
    told(`${who}: ${shown('free')}; while the wallet was locked ${shown('locked')}`),
    told(
      `  of those that began within a lock of ${lockMs} ms the longest took ${rounded(longestMs)} ms; ${waitedOut} waited for its end`,
      waitedOut === 0 && longestMs > 0 && longestMs < lockMs,
    ),
    told(
      `  in each of ${locks} locks each had at least ${fewest} that began and were answered`,
      locks > 0 && fewest > 0 && Number.isFinite(fewest),
    ),
  ];
}

function linesOfTipper({ own, ownEarly, locks, behind, thousands }: Tipped): Line[] {
  const fewest = (of: readonly number[]): number => Math.min(...of);
  const strangers = fewest(locks.map((lock) => lock.strangers));
  const passed = fewest(locks.map((lock) => lock.passed));
  const worst = Math.max(...behind.map(({ batches }) => batches));
  const waited = Map.groupBy(behind, ({ batches }) => batches);
  const shares = [...waited].toSorted(([a], [b]) => a - b).map(([many, tips]) => `${tips.length} for ${many}`);
  return [
    told(
      `of a locked wallet ${own} tips, ${ownEarly} answered while it was locked`,
      own === locks.length && own > 0 && ownEarly === 0,
    ),
    told(
      `  in each of ${locks.length} locks at least ${strangers} tips of strangers were answered, and ${passed} batches that came upon it`,
      strangers > 0 && passed > 0,
    ),
    told(
      `behind another's 1,000, ${thousands.length} times: ${behind.length} tips waited for at most ${worst} batches (${shares.join(', ')})`,
      behind.length >= thousands.length && thousands.length > 0 && worst < fairBatches,
    ),
    told(`  they waited ${times(behind.map(({ ms }) => ms))}; the thousand took ${times(thousands)}`),
  ];
}

function times(ms: readonly number[]): string {
  if (ms.length === 0) return 'nothing';
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => rounded(percentile(ms, share)));
  return `p50 ${p50}, p95 ${p95}, p99 ${p99} ms (n ${ms.length})`;
}

const stack = await openStack({ only: ['postgres', 'migrate'] });
// What runs then fails for want of a database, and that ends the process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stack.close());
try {
  const told = lines(await run(stack));
  for (const { text, holds } of told) process.stdout.write(`${holds ? '  ' : '✘ '}${text}\n`);
  process.exitCode = told.every(({ holds }) => holds) ? 0 : 1;
} finally {
  await stack.close();
}
