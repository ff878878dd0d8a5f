/**
 * What is done to the two nodes, and whom it strikes.
 */
import { sharedNowMs } from '../../load/arrivals.ts';
import type { ViewerSeen } from '../../load/crowd-words.ts';
import type { Deed } from '../media/incident.ts';
import type { Spread, Stage } from './stage.ts';

export interface Kind {
  readonly name: string;
  readonly barMs: number;
  readonly act: (stage: Stage, spread: Spread) => Deed;
}

/** From here on a standstill is counted as one (`tests/load/arrivals.ts`). */
const noticedMs = 250;
/** Whoever has not stood still by then will not. */
const soonMs = 2_500;

const killBarMs = 4_000;
const drainBarMs = 1_000;

/** Turn by turn: each of both nodes is struck as often as the other. */
export const kinds: readonly Kind[] = [
  { name: 'node of the origin, kill -9', barMs: killBarMs, act: (stage, { origin }) => kill(stage, origin) },
  { name: 'node of an edge, kill -9', barMs: killBarMs, act: (stage, { edge }) => kill(stage, edge) },
  { name: 'node of the origin, drained', barMs: drainBarMs, act: (stage, { origin }) => drain(stage, origin) },
  { name: 'node of an edge, drained', barMs: drainBarMs, act: (stage, { edge }) => drain(stage, edge) },
];

function kill({ stack }: Stage, child: string): Deed {
  const pid = pidOf(stack.children, child);
  const atMs = sharedNowMs();
  process.kill(pid, 'SIGKILL');
  return { atMs, overMs: (now, before) => (isUntouched(now, before) ? 'untouched' : wentOn(now, atMs)) };
}

/** Counts from the first picture that is missing: that of an operator's order nobody waits for. */
function drain({ stack }: Stage, child: string): Deed {
  const pid = pidOf(stack.children, child);
  const atMs = sharedNowMs();
  process.kill(pid, 'SIGTERM');
  return {
    atMs,
    overMs: (now, before) => {
      if (isAlive(pid) || now.heard.quietMs > noticedMs) return undefined;
      return isUntouched(now, before) ? 'untouched' : atMs + now.heard.longestGapMs;
    },
  };
}

function isUntouched(now: ViewerSeen, before: ViewerSeen): boolean {
  const { quietMs, wentOnAtMs } = now.heard;
  return now.transports === before.transports && quietMs < noticedMs && wentOnAtMs === null;
}

function wentOn({ heard }: ViewerSeen, atMs: number): number | undefined {
  if (heard.quietMs > noticedMs) return undefined;
  if (heard.wentOnAtMs !== null) return heard.wentOnAtMs;
  return sharedNowMs() > atMs + soonMs ? atMs + heard.longestGapMs : undefined;
}

function pidOf(children: Readonly<Record<string, number>>, child: string): number {
  const pid = children[child];
  if (pid === undefined) throw new Error(`There is no ${child}`);
  return pid;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
