/**
 * Delivers what is due for one key, in order within each lane (key, reaction), several deliveries a transaction. The
 * transaction holds the key against other processes while the reactions run; a process that dies loses all of it, and the
 * deliveries are made again by whoever comes next.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database, Writer } from '../database/index.ts';
import type { Log } from '../telemetry/log.ts';
import { nextAttemptInMs } from './back-off.ts';
import { type DueDelivery, findDue, markDone, markFailed, takeKey } from './delivery-rows.ts';

/** Runs the reaction of deliveries of one event name and one lane: one, or several where it takes many. Rejects where it fails. */
export type React = (key: string, dues: readonly DueDelivery[]) => Promise<void>;

export interface DeliverDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly react: React;
  /** Whether the reaction of a delivery takes several at once; false of one that this version does not know. Never throws. */
  readonly takesMany: (due: DueDelivery) => boolean;
}

/** Longest one reaction may take, in milliseconds. */
const reactionTimeoutMs = 10_000;
/** Most deliveries of a transaction; it begins no further one after this many milliseconds. */
const most = 100;
const longEnoughMs = 1_000;
/** Most of a lane that one reaction takes at once. */
const mostTogether = 20;

/** What a round of one transaction came to. */
export interface Round {
  /** How many deliveries succeeded. */
  readonly delivered: number;
  /** Whether there may be more to do; false too where another process holds the key. */
  readonly more: boolean;
}

/** Delivers for about a second at most, so that a key with very much to deliver lets others through. */
export function deliverKey(deps: DeliverDeps, key: string): Promise<Round> {
  return deps.database.transact((tx) => deliverSome(deps, tx, key), { timeoutMs: reactionTimeoutMs + 15_000 });
}

async function deliverSome(deps: DeliverDeps, tx: Writer, key: string): Promise<Round> {
  const nothing = { delivered: 0, more: false };
  if (!(await takeKey(tx, key))) return nothing;
  const due = await findDue(tx, key, new Date(deps.clock.now()), most);
  if (due.length === 0) return nothing;
  const endAtMs = deps.clock.monotonicMs() + longEnoughMs;
  const lanes = [...Map.groupBy(due, ({ reaction }) => reaction).values()];
  const ends = await Promise.all(lanes.map((lane) => deliverLane(deps, key, lane, endAtMs)));
  const done = ends.flatMap((end) => end.done);
  if (done.length > 0) await markDone(tx, done);
  for (const { failed } of ends) if (failed !== null) await noteFailure(deps, tx, key, failed);
  return { delivered: done.length, more: true };
}

interface Failure {
  readonly due: DueDelivery;
  readonly problem: unknown;
}

interface LaneEnd {
  readonly done: readonly DueDelivery[];
  /** At which the lane stopped; null: at none. */
  readonly failed: Failure | null;
}

/** Lanes do not wait for each other; within one, what follows a failure waits for it. */
async function deliverLane(
  deps: DeliverDeps,
  key: string,
  lane: readonly DueDelivery[],
  endAtMs: number,
): Promise<LaneEnd> {
  const done: DueDelivery[] = [];
  for (const dues of togetherIn(lane, deps.takesMany)) {
    const end = await deliverTogether(deps, key, dues, endAtMs);
    done.push(...end.done);
    if (end.failed !== null) return { done, failed: end.failed };
    if (deps.clock.monotonicMs() >= endAtMs) break;
  }
  return { done, failed: null };
}

/** What follows each other in a lane and is one event by name, where its reaction takes many. */
function togetherIn(lane: readonly DueDelivery[], takesMany: (due: DueDelivery) => boolean): DueDelivery[][] {
  const groups: DueDelivery[][] = [];
  for (const due of lane) {
    const last = groups.at(-1);
    if (last?.[0]?.name === due.name && last.length < mostTogether && takesMany(due)) last.push(due);
    else groups.push([due]);
  }
  return groups;
}

async function deliverTogether(
  deps: DeliverDeps,
  key: string,
  dues: readonly DueDelivery[],
  endAtMs: number,
): Promise<LaneEnd> {
  const problem = await attempt(deps.react, key, dues);
  if (problem === undefined) return { done: dues, failed: null };
  const [due] = dues;
  if (due !== undefined && dues.length === 1) return { done: [], failed: { due, problem } };
  return deliverOneByOne(deps, key, dues, endAtMs);
}

/** After several failed together: only what cannot be delivered waits, and what stands behind it. */
async function deliverOneByOne(
  { react, clock }: DeliverDeps,
  key: string,
  dues: readonly DueDelivery[],
  endAtMs: number,
): Promise<LaneEnd> {
  const done: DueDelivery[] = [];
  for (const due of dues) {
    const problem = await attempt(react, key, [due]);
    if (problem !== undefined) return { done, failed: { due, problem } };
    done.push(due);
    if (clock.monotonicMs() >= endAtMs) break;
  }
  return { done, failed: null };
}

async function noteFailure(
  { clock, log }: DeliverDeps,
  tx: Writer,
  key: string,
  { due, problem }: Failure,
): Promise<void> {
  const waitMs = nextAttemptInMs(due.attempts + 1);
  await markFailed(tx, due, textOf(problem), waitMs === null ? null : new Date(clock.now() + waitMs));
  const facts = { event: due.name, eventId: String(due.eventId), reaction: due.reaction, key, err: problem };
  if (waitMs === null) log.error(facts, 'outbox delivery given up: somebody must look');
  else log.warn({ ...facts, attempts: due.attempts + 1, waitMs }, 'outbox delivery failed');
}

async function attempt(react: React, key: string, dues: readonly DueDelivery[]): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${reactionTimeoutMs} ms`)), reactionTimeoutMs);
  });
  try {
    await Promise.race([react(key, dues), tooLong]);
    return undefined;
  } catch (problem) {
    return problem ?? new Error('rejected without a reason');
  } finally {
    clearTimeout(timer);
  }
}

function textOf(problem: unknown): string {
  return problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem);
}
