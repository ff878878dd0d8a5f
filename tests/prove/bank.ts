/**
 * `npm run prove -- bank [--seconds S] [--connections N]`: processes move tokens between a thousand wallets over 64 connections, as
 * durable as the product, while snapshots must always show the same total; a wallet is locked by a stranger every now and then, and
 * somebody's tip comes behind a thousand of somebody else's. Ends with 1 where a total differed, something failed, a locked wallet's
 * tip came through, or a tip waited for two rounds of others; latencies are printed.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { sleep } from '#kernel/clock.ts';
import { percentile, rounded } from '../bench/figures.ts';
import { openStack, type WorldStack } from '../world/stack.ts';
import type { Cast, Moved, Tipped } from './bank/messages.ts';
import { openPeople } from './bank/people.ts';
import { type Watched, watch } from './bank/watch.ts';
import { whole } from './whole.ts';

const movers = 4;
const lockMs = 3_000;
const betweenMs = 3_000;
/** A tip behind another's thousand waits for fewer rounds than these. */
const fairRounds = 2;

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

async function start(name: string, told: object): Promise<ChildProcess> {
  const child = fork(new URL(`./bank/${name}.ts`, import.meta.url), { execArgv: ['--no-warnings'] });
  child.send(told);
  await once(child, 'message');
  return child;
}

async function end(child: ChildProcess): Promise<unknown> {
  const told = once(child, 'message');
  child.send({ stop: true });
  const [report] = await told;
  if (child.exitCode === null) await once(child, 'exit');
  return report;
}

async function run(stack: WorldStack): Promise<Held> {
  const { total, ...cast } = await openPeople(stack);
  const each = Array.from({ length: movers }, (_, at) => Math.floor((connections + at) / movers));
  const moving = await Promise.all(each.map((many) => start('mover', { cast, connections: many })));
  const tipping = await start('tipper', { cast });
  const over = new AbortController();
  const watching = watch({ ...cast, total }, over.signal);
  await disturb(cast, [...moving, tipping], tipping);
  const moved = (await Promise.all(moving.map(end))) as Moved[];
  const tipped = (await end(tipping)) as Tipped;
  over.abort();
  return { moved, tipped, watched: await watching };
}

/** In turn: one wallet is locked by a stranger, nothing is, somebody queues a thousand tips. */
async function disturb(cast: Cast, all: readonly ChildProcess[], tipping: ChildProcess): Promise<void> {
  const lock = new pg.Client({ connectionString: cast.databaseUrl });
  await lock.connect();
  const untilMs = performance.now() + seconds * 1_000;
  do {
    await lock.query('BEGIN');
    await lock.query('SELECT ledger.take_wallets(ARRAY[$1]::uuid[], true)', [cast.locked]);
    for (const child of all) child.send({ locked: true });
    await sleep(lockMs);
    const heard = once(tipping, 'message');
    for (const child of all) child.send({ locked: false });
    await heard;
    await lock.query('ROLLBACK');
    await sleep(betweenMs);
    tipping.send({ queue: true });
    await sleep(betweenMs);
    process.stderr.write(`  ${Math.max(0, Math.round((untilMs - performance.now()) / 1_000))} s left\n`);
  } while (performance.now() < untilMs);
  await lock.end();
}

/** What must hold, and whether it does; then what was measured. */
function lines({ moved, tipped, watched }: Held): { text: string; holds: boolean }[] {
  const outcomes: Record<string, number> = {};
  for (const one of moved)
    for (const [name, many] of Object.entries(one.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + many;
  const failures = [...moved.flatMap((one) => one.failures), ...tipped.failures];
  const worst = Math.max(...tipped.behind.map(({ rounds }) => rounds));
  const ofMovers = (when: 'free' | 'locked') => moved.flatMap(({ strangers }) => strangers[when]);
  const told = (text: string, holds = true) => ({ text, holds });
  return [
    told(
      `outcomes: ${JSON.stringify(outcomes)}, ${watched.divided} tips divided, ${watched.moves} movements`,
      (outcomes.posted ?? 0) > 0,
    ),
    told(
      `${watched.snapshots} snapshots, ${watched.wrong.length} wrong ${watched.wrong[0] ?? ''}`,
      watched.snapshots > 0 && watched.wrong.length === 0,
    ),
    told(`${failures.length} failures ${failures[0] ?? ''}`, failures.length === 0),
    told(
      `of a locked wallet ${tipped.own} tips, ${tipped.ownEarly} answered while it was locked`,
      tipped.own > 0 && tipped.ownEarly === 0,
    ),
    told(
      `behind another's 1,000: ${tipped.behind.length} tips waited for at most ${worst} rounds of others`,
      tipped.behind.length > 0 && worst < fairRounds,
    ),
    told(
      `  they waited ${times(tipped.behind.map(({ ms }) => ms))}; the thousand took ${times(tipped.behind.map(({ thousandMs }) => thousandMs))}`,
    ),
    told(
      `tips of strangers: ${times(tipped.strangers.free)}; while the wallet was locked ${times(tipped.strangers.locked)}`,
    ),
    told(
      `calls of ${connections} connections: ${times(ofMovers('free'))}; while it was locked ${times(ofMovers('locked'))}`,
    ),
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
