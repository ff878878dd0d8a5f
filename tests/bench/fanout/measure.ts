/**
 * A wave of viewers comes in, watches, and leaves: what it cost and how long it took.
 */
import { sleep } from '#kernel/clock.ts';
import { sharedNowMs } from '../../load/arrivals.ts';
import { Crowd } from '../../load/crowd.ts';
import type { ViewerSeen } from '../../load/crowd-words.ts';
import { processorMs } from '../chat/processor.ts';
import type { FanoutSide } from './side.ts';

export interface Wave {
  readonly viewers: number;
  /** Milliseconds in which they all begin. */
  readonly withinMs: number;
  /** How long they are measured once all are in, in milliseconds. */
  readonly watchMs: number;
}

export interface Measured {
  readonly side: FanoutSide['name'];
  readonly viewers: number;
  /** Of those who saw something: from their beginning to the first packet of pictures. */
  readonly joinMs: readonly number[];
  /** Who saw nothing. */
  readonly absent: number;
  /** Key frames asked of the camera while they came in: of the layer of which most were asked, a second. */
  readonly plisPerSecond: number;
  /** Packets that arrived at viewers. */
  readonly packets: number;
  /** CPU of the media workers and of everything that serves, in milliseconds, for those packets. */
  readonly workerMs: number;
  readonly allMs: number;
  readonly seconds: number;
  /** How long packets took, viewer by viewer in the order they came; empty where there were too many to time. */
  readonly delaysMs: readonly (readonly number[])[];
}

/** So many receivers can be timed without timing the receivers. */
const timedUpTo = 50;
const perProcess = 250;
const patienceMs = 60_000;

export async function measure(side: FanoutSide, { viewers, withinMs, watchMs }: Wave): Promise<Measured> {
  const processes = Math.ceil(viewers / perProcess);
  const timed = viewers <= timedUpTo;
  const share = Math.ceil(viewers / processes);
  const plan = { ...side.door, viewers: share, joinsPerSecond: (share * 1_000) / withinMs, timed };
  const beganMs = performance.now();
  const crowds = await Promise.all(Array.from({ length: processes }, () => Crowd.open(plan)));
  try {
    const came = await untilIn(crowds, share * processes);
    const { joinMs, absent } = came;
    const plisPerSecond = plisOf(side, beganMs);
    return { side: side.name, viewers, joinMs, absent, plisPerSecond, ...(await watch(side, crowds, watchMs)) };
  } finally {
    await Promise.all(crowds.map((crowd) => crowd.close()));
  }
}

async function lookAt(crowds: readonly Crowd[]): Promise<ViewerSeen[]> {
  return (await Promise.all(crowds.map((crowd) => crowd.look()))).flat();
}

/** Until all are in, or no more are to be expected. */
async function untilIn(crowds: readonly Crowd[], count: number): Promise<{ joinMs: number[]; absent: number }> {
  const deadline = sharedNowMs() + patienceMs;
  let joinMs: number[] = [];
  while (joinMs.length < count && sharedNowMs() < deadline) {
    await sleep(250);
    joinMs = (await lookAt(crowds)).flatMap((viewer) => viewer.joinMs ?? []);
  }
  return { joinMs, absent: count - joinMs.length };
}

function plisOf(side: FanoutSide, sinceMs: number): number {
  const asked = side.plis().filter(({ atMs }) => atMs >= sinceMs);
  const seconds = (performance.now() - sinceMs) / 1_000;
  return Math.max(0, ...[0, 1, 2].map((layer) => asked.filter((pli) => pli.layer === layer).length)) / seconds;
}

async function watch(side: FanoutSide, crowds: readonly Crowd[], watchMs: number) {
  const [workers, all] = [side.workers(), side.processes()];
  const cpu = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + processorMs(pid), 0);
  // What the wave left behind (handshakes, climbing) is over by then.
  await sleep(2_000);
  const [workerBefore, allBefore, beganMs] = [cpu(workers), cpu(all), sharedNowMs()];
  await Promise.all(crowds.map((crowd) => crowd.mark()));
  await sleep(watchMs);
  const seen = await lookAt(crowds);
  const seconds = (sharedNowMs() - beganMs) / 1_000;
  const [workerMs, allMs] = [cpu(workers) - workerBefore, cpu(all) - allBefore];
  const packets = seen.reduce((sum, { heard }) => sum + heard.packets, 0);
  const delaysMs = (await Promise.all(crowds.map((crowd) => crowd.delaysMs()))).flat();
  return { packets, workerMs, allMs, seconds, delaysMs: delaysMs.filter(({ length }) => length > 0) };
}
