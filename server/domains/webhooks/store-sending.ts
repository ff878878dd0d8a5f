/**
 * The statements of sending: taking what is due for so long, writing down what came of it, giving it back.
 *
 * Whoever takes a delivery raises its number of attempts and says until when they have it. What a process that died had taken is
 * due again then; should that process live after all, its number is not the newest any more and changes nothing.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { WebhookProblem } from '#protocol/http/webhooks.ts';
import type { TryProblem } from './rules/judge-answer.ts';

/** A delivery that is ours for a while, with all that sending it takes. */
export interface Taken {
  readonly id: string;
  /** Of this attempt. */
  readonly n: number;
  readonly tries: number;
  readonly messageId: string;
  readonly body: string;
  /** Whoever is named in it was suspended or erased. */
  readonly subjectGone: boolean;
  readonly endpointId: string;
  readonly performerId: string;
  readonly url: string;
  readonly sealedSecret: Uint8Array;
  readonly oldSealedSecret: Uint8Array | null;
  readonly oldSecretUntil: Date | null;
  readonly paused: boolean;
  /** Whether its performer still is one, and stands. */
  readonly performing: boolean;
}

export interface Taking {
  readonly now: Date;
  readonly until: Date;
  /** Of one endpoint at once, over all processes. */
  readonly perEndpoint: number;
  readonly most: number;
}

/** Takes what is due, the longest waiting first, so many of each endpoint. One process takes at a time; others find nothing. */
export async function takeDue(tx: Writer, { now, until, perEndpoint, most }: Taking): Promise<Taken[]> {
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('webhooks take', 0)) AS taken`;
  if (lock?.taken !== true) return [];
  // Endpoint by endpoint through the index, so that one with thousands of deliveries costs no more than one with a few.
  return tx.$queryRaw`
    WITH RECURSIVE waiting AS (
      (SELECT endpoint_id FROM webhook_delivery WHERE state = 'waiting' ORDER BY endpoint_id LIMIT 1)
      UNION ALL
      SELECT (
        SELECT d.endpoint_id FROM webhook_delivery d
        WHERE d.state = 'waiting' AND d.endpoint_id > w.endpoint_id ORDER BY d.endpoint_id LIMIT 1
      ) FROM waiting w WHERE w.endpoint_id IS NOT NULL
    ), due AS (
      SELECT d.id FROM waiting w CROSS JOIN LATERAL (
        SELECT c.id, c.next_attempt_at FROM webhook_delivery c
        WHERE c.endpoint_id = w.endpoint_id AND c.state = 'waiting' AND c.next_attempt_at <= ${now}::timestamptz
        ORDER BY c.next_attempt_at, c.id
        LIMIT greatest(0, ${perEndpoint}::int - (
          SELECT count(*) FROM webhook_delivery b WHERE b.endpoint_id = w.endpoint_id AND b.lease_until > ${now}::timestamptz))
      ) d ORDER BY d.next_attempt_at, d.id LIMIT ${most}
    ), taken AS (
      UPDATE webhook_delivery d SET attempts = d.attempts + 1, tries = least(d.tries + 1, 100),
        lease_until = ${until}::timestamptz, next_attempt_at = ${until}::timestamptz
      FROM due WHERE d.id = due.id AND d.state = 'waiting' RETURNING d.id, d.attempts, d.tries, d.message_id, d.endpoint_id
    )
    SELECT t.id, t.attempts AS n, t.tries, t.message_id AS "messageId", m.body,
      coalesce(s.disabled_at IS NOT NULL, false) AS "subjectGone", t.endpoint_id AS "endpointId",
      e.performer_id AS "performerId", e.url,
      e.sealed_secret AS "sealedSecret", e.old_sealed_secret AS "oldSealedSecret", e.old_secret_until AS "oldSecretUntil",
      e.paused_at IS NOT NULL AS paused, p.disabled_at IS NULL AND 'performer' = ANY (p.roles) AS performing
    FROM taken t JOIN webhook_message m ON m.id = t.message_id JOIN webhook_endpoint e ON e.id = t.endpoint_id
    JOIN account p ON p.id = e.performer_id LEFT JOIN account s ON s.id = m.subject_id`;
}

/** What came of an attempt. */
export interface Result {
  readonly at: Date;
  readonly tookMs: number;
  readonly status: number | null;
  readonly problem: TryProblem | null;
  readonly detail: string;
  readonly answer: string;
  readonly signature: string;
}

/** Writes an attempt down, whoever has the delivery now; nothing where it is gone. */
export async function insertAttempt(tx: Writer, { id, n }: Pick<Taken, 'id' | 'n'>, result: Result): Promise<void> {
  const { at, tookMs, status, problem, detail, answer, signature } = result;
  await tx.$executeRaw`
    INSERT INTO webhook_attempt (delivery_id, n, at, took_ms, status, problem, detail, answer, signature)
    SELECT id, ${n}, ${at}::timestamptz, ${tookMs}, ${status}, ${problem}, ${detail}, ${answer}, ${signature}
    FROM webhook_delivery WHERE id = ${id}::uuid ON CONFLICT DO NOTHING`;
}

/** How a delivery goes on. */
export type Next =
  | { readonly state: 'delivered'; readonly at: Date }
  | { readonly state: 'failed'; readonly at: Date; readonly problem: WebhookProblem }
  | { readonly state: 'waiting'; readonly until: Date };

/** @returns false where somebody else has it, or it is gone: it goes on as they say */
export async function settle(tx: Writer, { id, n }: Pick<Taken, 'id' | 'n'>, next: Next): Promise<boolean> {
  const { count } = await tx.webhookDelivery.updateMany({
    where: { id, attempts: n, state: 'waiting' },
    data: {
      ...{ state: next.state, leaseUntil: null, problem: next.state === 'failed' ? next.problem : null },
      ...(next.state === 'waiting' ? { nextAttemptAt: next.until } : { nextAttemptAt: null, settledAt: next.at }),
    },
  });
  return count === 1;
}

/** As if it had not been taken: for a process that ends. Its number stays used. */
export async function giveBack(tx: Writer, { id, n }: Pick<Taken, 'id' | 'n'>, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE webhook_delivery SET tries = greatest(tries - 1, 0), lease_until = NULL, next_attempt_at = ${now}::timestamptz
    WHERE id = ${id}::uuid AND attempts = ${n} AND state = 'waiting'`;
}

/** What waits for an endpoint that is paused is not sent; what is under way ends as it ends. */
export async function failWaiting(tx: Writer, endpointId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE webhook_delivery SET state = 'failed', problem = 'paused', next_attempt_at = NULL, lease_until = NULL,
      settled_at = ${at}::timestamptz
    WHERE endpoint_id = ${endpointId}::uuid AND state = 'waiting'
      AND (lease_until IS NULL OR lease_until <= ${at}::timestamptz)`;
}

/** How much waits, and since when what should have been sent waits for it. */
export async function findBacklog(read: Reader, now: Date): Promise<{ waiting: number; oldestDueAt: Date | null }> {
  const [row] = await read.$queryRaw<{ waiting: number; oldestDueAt: Date | null }[]>`
    SELECT count(*)::int AS waiting, min(next_attempt_at) FILTER (WHERE next_attempt_at <= ${now}::timestamptz) AS "oldestDueAt"
    FROM webhook_delivery WHERE state = 'waiting'`;
  return row ?? { waiting: 0, oldestDueAt: null };
}
