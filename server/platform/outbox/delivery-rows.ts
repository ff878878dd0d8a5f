/**
 * The statements of the outbox. Times come from the caller's clock, so that a test can move it; order comes from the
 * event's number. A lane is (key, reaction): its head is its oldest pending delivery, and only heads are delivered.
 */
import type { Reader, Writer } from '../database/index.ts';

export interface EventRow {
  readonly key: string;
  readonly name: string;
  readonly body: unknown;
  readonly reactions: readonly string[];
  readonly at: Date;
}

export interface DueDelivery {
  readonly eventId: bigint;
  readonly reaction: string;
  readonly attempts: number;
  readonly name: string;
  readonly body: unknown;
  readonly happenedAt: Date;
}

export interface Backlog {
  readonly pending: number;
  readonly givenUp: number;
  readonly oldestPendingAt: Date | null;
}

/** One event and a delivery for each of its reactions. */
export async function insertEvent(tx: Writer, { key, name, body, reactions, at }: EventRow): Promise<void> {
  await tx.$executeRaw`
    WITH event AS (
      INSERT INTO outbox_event (key, name, body, created_at)
      VALUES (${key}, ${name}, ${JSON.stringify(body)}::jsonb, ${at}::timestamptz)
      RETURNING id
    )
    INSERT INTO outbox_delivery (event_id, reaction, key, state, next_attempt_at)
    SELECT event.id, reaction, ${key}, 'PENDING', ${at}::timestamptz
    FROM event, unnest(${[...reactions]}::text[]) AS reaction`;
}

/** Takes the key for the rest of the transaction. @returns false where another process is delivering it. */
export async function takeKey(tx: Writer, key: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`outbox ${key}`}, 0)) AS taken`;
  return rows[0]?.taken === true;
}

/**
 * What is due for a key: of each lane its pending deliveries from the head on, oldest first, up to the first that is not due
 * yet; at most `limit` of a lane.
 */
export async function findDue(tx: Writer, key: string, now: Date, limit: number): Promise<DueDelivery[]> {
  const rows = await tx.$queryRaw<(DueDelivery & { due: boolean })[]>`
    SELECT d.event_id AS "eventId", lane.reaction, d.attempts, e.name, e.body, e.created_at AS "happenedAt",
      d.next_attempt_at <= ${now}::timestamptz AS due
    FROM (SELECT DISTINCT reaction FROM outbox_delivery WHERE key = ${key} AND state = 'PENDING') AS lane
    CROSS JOIN LATERAL (
      SELECT o.event_id, o.attempts, o.next_attempt_at FROM outbox_delivery o
      WHERE o.key = ${key} AND o.reaction = lane.reaction AND o.state = 'PENDING' ORDER BY o.event_id LIMIT ${limit}
    ) AS d
    JOIN outbox_event e ON e.id = d.event_id
    ORDER BY d.event_id`;
  const waiting = new Set<string>();
  return rows.filter(({ reaction, due }) => {
    if (!due) waiting.add(reaction);
    return !waiting.has(reaction);
  });
}

/** Keys with a due head, the longest waiting first. */
export async function findDueKeys(read: Reader, now: Date, limit: number): Promise<string[]> {
  const rows = await read.$queryRaw<{ key: string }[]>`
    SELECT d.key
    FROM outbox_delivery d
    WHERE d.state = 'PENDING' AND d.next_attempt_at <= ${now}::timestamptz
      AND NOT EXISTS (
        SELECT FROM outbox_delivery o
        WHERE o.key = d.key AND o.reaction = d.reaction AND o.state = 'PENDING' AND o.event_id < d.event_id
      )
    GROUP BY d.key
    ORDER BY min(d.next_attempt_at)
    LIMIT ${limit}`;
  return rows.map((row) => row.key);
}

/** Marks deliveries as done. */
export async function markDone(tx: Writer, done: readonly DueDelivery[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE outbox_delivery SET state = 'DONE', attempts = attempts + 1, last_error = NULL
    WHERE (event_id, reaction) IN (
      SELECT * FROM unnest(${done.map(({ eventId }) => eventId)}::bigint[], ${done.map(({ reaction }) => reaction)}::text[])
    )`;
}

/** Notes a failure; `nextAttemptAt` null: given up. */
export async function markFailed(
  tx: Writer,
  { eventId, reaction }: DueDelivery,
  problem: string,
  nextAttemptAt: Date | null,
): Promise<void> {
  const state = nextAttemptAt === null ? 'GIVEN_UP' : 'PENDING';
  await tx.$executeRaw`
    UPDATE outbox_delivery
    SET state = ${state}, attempts = attempts + 1, last_error = ${problem.slice(0, 2_000)},
      next_attempt_at = coalesce(${nextAttemptAt}::timestamptz, next_attempt_at)
    WHERE event_id = ${eventId} AND reaction = ${reaction}`;
}

/** Forgets events older than `before` that were delivered everywhere; at most `limit`. @returns how many. */
export function deleteDelivered(tx: Writer, before: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM outbox_event WHERE id IN (
      SELECT e.id FROM outbox_event e
      WHERE e.created_at < ${before}::timestamptz
        AND NOT EXISTS (SELECT FROM outbox_delivery d WHERE d.event_id = e.id AND d.state <> 'DONE')
      ORDER BY e.created_at
      LIMIT ${limit}
    )`;
}

/** What waits and what was given up, for health and alerts. */
export async function readBacklog(read: Reader): Promise<Backlog> {
  const rows = await read.$queryRaw<Backlog[]>`
    SELECT count(*) FILTER (WHERE d.state = 'PENDING')::int AS pending,
      count(*) FILTER (WHERE d.state = 'GIVEN_UP')::int AS "givenUp",
      min(e.created_at) FILTER (WHERE d.state = 'PENDING') AS "oldestPendingAt"
    FROM outbox_delivery d JOIN outbox_event e ON e.id = d.event_id
    WHERE d.state <> 'DONE'`;
  return rows[0] ?? { pending: 0, givenUp: 0, oldestPendingAt: null };
}
