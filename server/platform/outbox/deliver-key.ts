/**
 * Delivers what is due for one key, in order, one transaction a delivery. The transaction holds the key against other
 * processes while the reaction runs; a process that dies loses both, and the delivery is made again by whoever comes next.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database, Writer } from '../database/index.ts';
import type { Log } from '../telemetry/log.ts';
import { nextAttemptInMs } from './back-off.ts';
import { type DueDelivery, findDue, markDone, markFailed, takeKey } from './delivery-rows.ts';
import type { Occasion } from './event.ts';

/** Runs one reaction; rejects where it fails. */
export type React = (delivery: DueDelivery, occasion: Occasion) => Promise<void>;

export interface DeliverDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly react: React;
}

/** Longest one reaction may take, in milliseconds. */
const reactionTimeoutMs = 10_000;

/** Delivers until nothing is due or another process holds the key. @returns how many deliveries succeeded. */
export async function deliverKey(deps: DeliverDeps, key: string): Promise<number> {
  for (let delivered = 0; ; ) {
    const outcome = await deps.database.transact((tx) => deliverNext(deps, tx, key), {
      timeoutMs: reactionTimeoutMs + 5_000,
    });
    if (outcome === 'nothing due') return delivered;
    if (outcome === 'delivered') delivered += 1;
  }
}

type Outcome = 'delivered' | 'failed' | 'nothing due';

async function deliverNext(deps: DeliverDeps, tx: Writer, key: string): Promise<Outcome> {
  if (!(await takeKey(tx, key))) return 'nothing due';
  const due = await findDue(tx, key, new Date(deps.clock.now()));
  if (due === undefined) return 'nothing due';
  const problem = await attempt(deps.react, due, key);
  if (problem === undefined) {
    await markDone(tx, due);
    return 'delivered';
  }
  const waitMs = nextAttemptInMs(due.attempts + 1);
  await markFailed(tx, due, textOf(problem), waitMs === null ? null : new Date(deps.clock.now() + waitMs));
  const facts = { event: due.name, eventId: String(due.eventId), reaction: due.reaction, key, err: problem };
  if (waitMs === null) deps.log.error(facts, 'outbox delivery given up: somebody must look');
  else deps.log.warn({ ...facts, attempts: due.attempts + 1, waitMs }, 'outbox delivery failed');
  return 'failed';
}

async function attempt(react: React, due: DueDelivery, key: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${reactionTimeoutMs} ms`)), reactionTimeoutMs);
  });
  try {
    await Promise.race([react(due, { eventId: due.eventId, key, happenedAt: due.happenedAt }), tooLong]);
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
