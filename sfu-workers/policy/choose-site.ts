/**
 * Where a viewer is served: at the room's origin up to its mark, then at an edge on another worker, then, where this node's
 * workers are full, on another node. Nobody is moved; a room spreads through those who come. The origin is filled first because a hop costs a worker every packet of every layer
 * once more, and a viewer a few milliseconds.
 */
import type { WorkerLoad } from './choose-worker.ts';

export interface Candidate extends WorkerLoad {
  /** What the room has there. */
  readonly has: 'origin' | 'edge' | 'nothing';
  /** Whether it stands for another node, all its workers together; absent: it is a worker of this one. */
  readonly far?: boolean;
  /** Whether the room took no viewers here when last asked. */
  readonly full: boolean;
}

export interface Choice {
  /** Among the candidates; undefined where there is none. */
  readonly index: number | undefined;
  /** For each candidate, whether it is full by now. */
  readonly full: readonly boolean[];
}

/** A worker beyond this share of a core begins to send late: the rest is for bursts (key frames, handshakes). */
const cpuOfAFullWorker = 0.85;
/** Of the marks, what viewers may take of the origin: the rest is for the performer's packets and the pipes to edges. */
const originShare = 0.8;
/** What was full takes viewers again only this far below its mark, so that one who goes and one who comes change nothing. */
const againShare = 0.85;

/** Where all are full, an edge more is opened only on a worker with this much less on it: it is a pipe and a router more. */
const openingCost = 0.25;
/** Another node costs as much more again: every packet of every layer leaves the machine, encrypted once more. */
const farCost = 0.25;

/**
 * @param consumersPerWorker mark of a worker, 1 or more
 * @returns the origin while it is not full; else the edge with most left that is not; else a new edge on the worker with
 *   most left; else the same of other nodes; where all are full, whichever is least beyond its mark: how many may come is
 *   not decided here
 */
export function chooseSite(candidates: readonly Candidate[], consumersPerWorker: number): Choice {
  const measured = candidates.map((one, index) => {
    const { cpu, consumers, has, far = false, rooms } = one;
    const share = Math.max(cpu / cpuOfAFullWorker, consumers / consumersPerWorker);
    const used = has === 'origin' ? share / originShare : share;
    return { index, has, far, rooms, used, full: used >= (one.full ? againShare : 1) };
  });
  const least = (among: typeof measured): number | undefined =>
    [...among].sort((one, other) => one.used - other.used || one.rooms - other.rooms)[0]?.index;
  const open = measured.filter(({ full }) => !full);
  const here = open.filter(({ far }) => !far);
  const index =
    least(here.filter(({ has }) => has === 'origin')) ??
    least(here.filter(({ has }) => has === 'edge')) ??
    least(here) ??
    least(open.filter(({ has }) => has === 'edge')) ??
    least(open) ??
    least(measured.map((one) => ({ ...one, used: one.used + extraOf(one) })));
  return { index, full: measured.map(({ full }) => full) };
}

function extraOf({ has, far }: { has: Candidate['has']; far: boolean }): number {
  return (has === 'nothing' ? openingCost : 0) + (far ? farCost : 0);
}
