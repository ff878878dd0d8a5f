/**
 * The statements of the outbox. Times come from the caller's clock, so that a test can move it; order comes from the
 * event's number. A lane is (key, reaction): its head is its oldest pending delivery, and only heads are delivered. What is done, nearly all
 * of the table, is not read: what waits and what was given up are in indexes of their own. In a jam Postgres knows these badly and would join
 * them to the whole table or to themselves; so the statements take one row after the other (LIMIT within LATERAL), which leaves it one way.
 */
import type { Reader, Writer } from '../database/index.ts';
import { furthestMs } from './back-off.ts';

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

/** From when on nothing is put off: what is due later was written by a clock that was ahead, and is due now. */
function astrayFrom(now: Date): Date {
  return new Date(now.getTime() + furthestMs);
}

/**
 * What is due for a key: of each lane its pending deliveries from the head on, oldest first, up to the first that is not due
 * yet; at most `limit` of a lane. Lanes are found by stepping from one to the next, so that a long one costs no more than a short one.
 */
export async function findDue(tx: Writer, key: string, now: Date, limit: number): Promise<DueDelivery[]> {
  const rows = await tx.$queryRaw<(DueDelivery & { due: boolean })[]>`
    WITH RECURSIVE lane AS (
      (SELECT reaction FROM outbox_delivery WHERE key = ${key} AND state = 'PENDING' ORDER BY reaction LIMIT 1)
      UNION ALL
      SELECT (
        SELECT o.reaction FROM outbox_delivery o
        WHERE o.key = ${key} AND o.state = 'PENDING' AND o.reaction > lane.reaction ORDER BY o.reaction LIMIT 1
      ) FROM lane WHERE lane.reaction IS NOT NULL
    )
    SELECT d.event_id AS "eventId", lane.reaction, d.attempts, e.name, e.body, e.created_at AS "happenedAt",
      (d.next_attempt_at <= ${now}::timestamptz OR d.next_attempt_at > ${astrayFrom(now)}::timestamptz) AS due
    FROM lane
    CROSS JOIN LATERAL (
      SELECT o.event_id, o.attempts, o.next_attempt_at FROM outbox_delivery o
      WHERE o.key = ${key} AND o.reaction = lane.reaction AND o.state = 'PENDING' ORDER BY o.event_id LIMIT ${limit}
    ) AS d
    CROSS JOIN LATERAL (SELECT name, body, created_at FROM outbox_event WHERE id = d.event_id LIMIT 1) AS e
    ORDER BY d.event_id`;
  const waiting = new Set<string>();
  return rows.filter(({ reaction, due }) => {
    if (!due) waiting.add(reaction);
    return !waiting.has(reaction);
  });
}

/** Keys with a due head, the longest waiting first. Steps from lane to lane, so that only heads are read. */
export async function findDueKeys(read: Reader, now: Date, limit: number): Promise<string[]> {
  const rows = await read.$queryRaw<{ key: string }[]>`
    WITH RECURSIVE head AS (
      (
        SELECT key, reaction, next_attempt_at FROM outbox_delivery WHERE state = 'PENDING'
        ORDER BY key, reaction, event_id LIMIT 1
      )
      UNION ALL
      SELECT further.* FROM head CROSS JOIN LATERAL (
        SELECT o.key, o.reaction, o.next_attempt_at FROM outbox_delivery o
        WHERE o.state = 'PENDING' AND (o.key, o.reaction) > (head.key, head.reaction)
        ORDER BY o.key, o.reaction, o.event_id LIMIT 1
      ) AS further
    )
    SELECT key FROM head
    WHERE next_attempt_at <= ${now}::timestamptz OR next_attempt_at > ${astrayFrom(now)}::timestamptz
    GROUP BY key
    ORDER BY min(next_attempt_at)
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

/** Which delivered events are to be forgotten: from `from` on (null: from the first), older than `before`, at most `limit`. */
export interface Forgettable {
  readonly from: Date | null;
  readonly before: Date;
  readonly limit: number;
}

/** Forgets the oldest events that were delivered everywhere. @returns how many, and when the newest of them was recorded */
export async function deleteDelivered(
  tx: Writer,
  { from, before, limit }: Forgettable,
): Promise<{ many: number; until: Date | null }> {
  const rows = await tx.$queryRaw<{ many: number; until: Date | null }[]>`
    WITH gone AS (
      DELETE FROM outbox_event WHERE id IN (
        SELECT e.id FROM outbox_event e
        WHERE e.created_at >= coalesce(${from}::timestamptz, '-infinity') AND e.created_at < ${before}::timestamptz
          AND NOT EXISTS (SELECT FROM outbox_delivery d WHERE d.event_id = e.id AND d.state <> 'DONE')
        ORDER BY e.created_at
        LIMIT ${limit}
      ) RETURNING created_at
    )
    SELECT count(*)::int AS many, max(created_at) AS until FROM gone`;
  return rows[0] ?? { many: 0, until: null };
}

/**
 * What waits and what was given up, for health and alerts. For how long is said of the thousand that come first, which no clock that was
 * wrong for a moment has written alone; so what reads it reads as little of the events in a jam as in peace.
 */
export async function readBacklog(read: Reader): Promise<Backlog> {
  const rows = await read.$queryRaw<Backlog[]>`
    SELECT (SELECT count(*)::int FROM outbox_delivery WHERE state = 'PENDING') AS pending,
      (SELECT count(*)::int FROM outbox_delivery WHERE state = 'GIVEN_UP') AS "givenUp",
      (
        SELECT min((SELECT created_at FROM outbox_event WHERE id = d.event_id))
        FROM (SELECT event_id FROM outbox_delivery WHERE state = 'PENDING' ORDER BY event_id LIMIT 1000) AS d
      ) AS "oldestPendingAt"`;
  return rows[0] ?? { pending: 0, givenUp: 0, oldestPendingAt: null };
}
