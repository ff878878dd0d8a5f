/**
 * Everything that is done to a show, and whom it strikes.
 */
import { sleep } from '#kernel/clock.ts';
import { sharedNowMs } from '../../load/arrivals.ts';
import type { ViewerSeen } from '../../load/crowd-words.ts';
import { residentMb } from '../../world/process-memory.ts';
import { besiege } from '../../world/siege.ts';
import { until } from '../../world/until.ts';
import type { Deed } from './incident.ts';
import { homeOf, nodesOf } from './inside.ts';
import type { Stage } from './stage.ts';

export interface Kind {
  readonly name: string;
  /** Bar of the 95th percentile, in milliseconds; undefined: none was set. */
  readonly barMs: number | undefined;
  /** Rest between two, in milliseconds; absent: none. */
  readonly restMs?: number;
  /** How often, for so many runs. */
  readonly times: (runs: number) => number;
  /** @param runs how often the proof was asked to do things */
  readonly act: (stage: Stage, runs: number) => Promise<Deed>;
}

const asOften = (runs: number): number => runs;
/** A hundred for thirty. */
const moreOften = (runs: number): number => Math.min(Math.ceil((runs * 10) / 3), 100);

/** From here on a standstill is counted as one (`tests/load/arrivals.ts`). */
const noticedMs = 250;
/** Whoever has not stood still by then will not. */
const soonMs = 2_000;
/** What a worker's memory may grow by under attack, in megabytes. */
const mostGrownMb = 32;
/** More than five deaths in a minute, and the supervisor takes it for hopeless and stops everything. */
const restartedMs = 13_000;
/** How long the network is away in a socket drop. */
const awayMs = 700;

export const kinds: readonly Kind[] = [
  { name: 'origin worker, kill -9', barMs: 2_000, times: asOften, act: (stage) => killWorker(stage, 'origin') },
  { name: 'edge worker, kill -9', barMs: 2_000, times: asOften, act: (stage) => killWorker(stage, 'edge') },
  { name: 'media node, kill -9', barMs: undefined, restMs: restartedMs, times: asOften, act: killNode },
  { name: 'all sockets drop', barMs: 1_000, times: moreOften, act: dropSockets },
  { name: 'performer reloads', barMs: 3_000, times: asOften, act: reload },
  { name: 'address changes, page told', barMs: 2_000, times: asOften, act: (stage) => move(stage, true) },
  { name: 'address changes, unnoticed', barMs: undefined, times: asOften, act: (stage) => move(stage, false) },
  { name: 'hostile packets', barMs: undefined, times: () => 1, act: besieged },
];

async function killWorker(stage: Stage, which: 'origin' | 'edge'): Promise<Deed> {
  const victim = await until(`${which} to kill`, async () => {
    const found = (await homeOf(stage.stack, stage.room))?.room;
    return which === 'origin' ? found?.origin.worker : found?.edges.find(({ consumers }) => consumers > 0)?.worker;
  });
  const atMs = sharedNowMs();
  process.kill(victim, 'SIGKILL');
  return { atMs, overMs: rebuilt(atMs) };
}

/** The one that has the room. */
async function killNode(stage: Stage): Promise<Deed> {
  const { stack, room } = stage;
  const pid = await until('a media node to kill', async () => stack.children[(await homeOf(stack, room))?.child ?? '']);
  const atMs = sharedNowMs();
  process.kill(pid, 'SIGKILL');
  return { atMs, overMs: rebuilt(atMs) };
}

/** The network of everybody in the room goes away, and comes back as a browser tells its page. */
async function dropSockets({ network, crowd, room, performer }: Stage): Promise<Deed> {
  network.cut();
  await sleep(awayMs);
  network.restore();
  const atMs = sharedNowMs();
  performer.online();
  await crowd.online();
  const overMs: Deed['overMs'] = (now) => {
    if (now.room !== room) return 'untouched';
    return now.resumedMs !== null && now.resumedMs > atMs ? now.resumedMs : undefined;
  };
  return { atMs, overMs };
}

/** The old page is gone without a word, the new one opens at once. */
async function reload(stage: Stage): Promise<Deed> {
  const atMs = sharedNowMs();
  stage.performer.close();
  stage.performer = stage.newPerformer();
  return { atMs, overMs: (now) => (now.room === stage.room ? wentOn(now, atMs) : 'untouched') };
}

/**
 * The address at which the node sees a viewer changes: into another network, of which a browser tells its page, or behind a
 * NAT that forgot, of which nobody is told.
 */
async function move({ page }: Stage, told: boolean): Promise<Deed> {
  const atMs = sharedNowMs();
  await page.move(told);
  return { atMs, overMs: (now) => (now.name === page.name ? wentOn(now, atMs) : 'untouched') };
}

/**
 * A million hostile packets (fewer in a short proof), from strangers and in the name of the page, at the worker that serves
 * the page. @throws where that worker is another afterwards, or has grown
 */
async function besieged({ page, stack }: Stage, runs: number): Promise<Deed> {
  const workersNow = async () => (await nodesOf(stack)).flatMap(({ report }) => report.workers);
  const workers = await workersNow();
  const packets = Math.min(1_000_000, runs * 33_334);
  const atMs = sharedNowMs();
  const overheard = { usernameFragment: 'nobody', ssrc: 0x1001 };
  const before = new Map(workers.map(({ pid }) => [pid, residentMb(pid)]));
  for (const { port } of workers) {
    const target = { address: '127.0.0.1', port };
    const share = Math.ceil(packets / workers.length);
    await besiege({ target, overheard, borrowed: [page.relay], packets: share, seed: port });
  }
  const now = (await workersNow()).map(({ pid }) => pid);
  if (![...before.keys()].every((pid) => now.includes(pid))) throw new Error('A worker died of hostile packets.');
  for (const [pid, mb] of before) {
    if (residentMb(pid) > mb + mostGrownMb) throw new Error(`Worker ${pid} grew from ${mb} to ${residentMb(pid)} MB.`);
  }
  return { atMs, overMs: () => 'untouched' };
}

/** Who has another transport than before was struck. */
function rebuilt(atMs: number): Deed['overMs'] {
  return (now, before) => {
    const { quietMs, wentOnAtMs } = now.heard;
    const untouched = now.transports === before.transports && quietMs < noticedMs && wentOnAtMs === null;
    return untouched ? 'untouched' : wentOn(now, atMs);
  };
}

/** When pictures went on after they had stood still; undefined while they do, or while it is too early to say. */
function wentOn({ heard }: ViewerSeen, atMs: number): number | undefined {
  if (heard.quietMs > noticedMs) return undefined;
  if (heard.wentOnAtMs !== null) return heard.wentOnAtMs;
  // So short that nobody noticed.
  return sharedNowMs() > atMs + soonMs ? atMs + heard.longestGapMs : undefined;
}
