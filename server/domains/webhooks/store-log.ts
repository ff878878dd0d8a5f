/**
 * The queries of the log: what was sent where, how each try went, sending again, forgetting.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { WebhookProblem, WebhookState, WebhookType } from '#protocol/http/webhooks.ts';

export interface DeliveryRow {
  readonly id: string;
  readonly endpointId: string;
  readonly messageId: string;
  readonly type: WebhookType;
  readonly at: Date;
  readonly state: WebhookState;
  readonly problem: WebhookProblem | null;
  readonly attempts: number;
  readonly status: number | null;
  readonly tookMs: number | null;
  readonly nextAttemptAt: Date | null;
  readonly settledAt: Date | null;
}

export interface AttemptRow {
  readonly n: number;
  readonly at: Date;
  readonly tookMs: number;
  readonly status: number | null;
  readonly problem: WebhookProblem | null;
  readonly detail: string;
  readonly answer: string;
  readonly signature: string;
}

/** Of deliveries `d` with their messages `m` and their last attempt `a`: what a `DeliveryRow` has. */
const columns = Prisma.sql`
  d.id, d.endpoint_id AS "endpointId", d.message_id AS "messageId", m.type, m.at, d.state,
  CASE WHEN d.state = 'delivered' THEN NULL ELSE coalesce(d.problem, a.problem) END AS problem, d.attempts, a.status,
  a.took_ms AS "tookMs", d.next_attempt_at AS "nextAttemptAt", d.settled_at AS "settledAt"`;
const besides = Prisma.sql`
  JOIN webhook_message m ON m.id = d.message_id
  LEFT JOIN LATERAL (
    SELECT t.status, t.took_ms, t.problem FROM webhook_attempt t WHERE t.delivery_id = d.id ORDER BY t.n DESC LIMIT 1
  ) a ON true`;

export interface LogFilter {
  readonly state: WebhookState | null;
  readonly type: WebhookType | null;
  /** Only what is older than the delivery of this id. */
  readonly before: string | null;
}

/** Of these endpoints, newest first. */
export function findDeliveries(
  read: Reader,
  endpointIds: readonly string[],
  { state, type, before }: LogFilter,
  limit: number,
): Promise<DeliveryRow[]> {
  return read.$queryRaw`
    SELECT ${columns} FROM unnest(${[...endpointIds]}::uuid[]) AS e CROSS JOIN LATERAL (
      SELECT c.* FROM webhook_delivery c JOIN webhook_message n ON n.id = c.message_id
      WHERE c.endpoint_id = e AND (${before}::uuid IS NULL OR c.id < ${before}::uuid)
        AND (${state}::text IS NULL OR c.state = ${state}) AND (${type}::text IS NULL OR n.type = ${type})
      ORDER BY c.id DESC LIMIT ${limit}
    ) d ${besides} ORDER BY d.id DESC LIMIT ${limit}`;
}

/** The newest of each of these endpoints, and how much waits there. */
export async function findLatest(
  read: Reader,
  endpointIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly waiting: number; readonly last: DeliveryRow | null }>> {
  const rows = await read.$queryRaw<(DeliveryRow & { waiting: number; of: string })[]>`
    SELECT ${columns}, e AS of, (
      SELECT count(*)::int FROM webhook_delivery w WHERE w.endpoint_id = e AND w.state = 'waiting') AS waiting
    FROM unnest(${[...endpointIds]}::uuid[]) AS e LEFT JOIN LATERAL (
      SELECT c.* FROM webhook_delivery c WHERE c.endpoint_id = e ORDER BY c.id DESC LIMIT 1
    ) d ON true LEFT JOIN webhook_message m ON m.id = d.message_id
    LEFT JOIN LATERAL (
      SELECT t.status, t.took_ms, t.problem FROM webhook_attempt t WHERE t.delivery_id = d.id ORDER BY t.n DESC LIMIT 1
    ) a ON true`;
  return new Map(rows.map(({ of, waiting, ...last }) => [of, { waiting, last: last.id === null ? null : last }]));
}

/** One of a performer's, with where it goes and what is sent. */
export async function findDelivery(
  read: Reader,
  performerId: string,
  id: string,
): Promise<(DeliveryRow & { url: string; body: string; leased: boolean; paused: boolean }) | null> {
  const [row] = await read.$queryRaw<(DeliveryRow & { url: string; body: string; leased: boolean; paused: boolean })[]>`
    SELECT ${columns}, m.body, e.url, d.lease_until IS NOT NULL AS leased, e.paused_at IS NOT NULL AS paused
    FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id ${besides}
    WHERE d.id = ${id}::uuid AND e.performer_id = ${performerId}::uuid`;
  return row ?? null;
}

/** The newest, oldest first. */
export async function findAttempts(read: Reader, deliveryId: string, most: number): Promise<AttemptRow[]> {
  const found = await read.webhookAttempt.findMany({
    ...{ where: { deliveryId }, omit: { deliveryId: true }, orderBy: { n: 'desc' }, take: most },
  });
  return found.reverse() as AttemptRow[];
}

/** Makes one due at once, with all its tries before it. @returns false where it is under way, or gone */
export async function requeue(tx: Writer, id: string, now: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE webhook_delivery SET state = 'waiting', problem = NULL, tries = 0, next_attempt_at = ${now}::timestamptz,
      lease_until = NULL, settled_at = NULL
    WHERE id = ${id}::uuid AND (lease_until IS NULL OR lease_until <= ${now}::timestamptz)`;
  return count === 1;
}

/** The same for what failed there, of what was queued since and tried less often than `tried`; oldest first, at most `most`. @returns how many */
export function requeueFailed(
  tx: Writer,
  endpointId: string,
  { since, now, tried }: { readonly since: Date; readonly now: Date; readonly tried: number },
  most: number,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE webhook_delivery SET state = 'waiting', problem = NULL, tries = 0, next_attempt_at = ${now}::timestamptz,
      settled_at = NULL
    WHERE id IN (
      SELECT id FROM webhook_delivery
      WHERE endpoint_id = ${endpointId}::uuid AND state = 'failed' AND attempts < ${tried} AND created_at >= ${since}::timestamptz
      ORDER BY id LIMIT ${most} FOR UPDATE)`;
}

/** Forgets what was queued before, delivered or not; at most `most`. @returns how many */
export function deleteOld(tx: Writer, before: Date, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM webhook_delivery WHERE id IN (
      SELECT id FROM webhook_delivery WHERE created_at < ${before}::timestamptz ORDER BY created_at LIMIT ${most})`;
}

/** Of each endpoint, forgets what is beyond its newest `kept` and waits for nothing; at most `most`. @returns how many */
export function deleteBeyond(tx: Writer, kept: number, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM webhook_delivery WHERE id IN (
      SELECT d.id FROM webhook_endpoint e CROSS JOIN LATERAL (
        SELECT c.id FROM webhook_delivery c WHERE c.endpoint_id = e.id ORDER BY c.id DESC OFFSET ${kept} LIMIT 1
      ) edge JOIN webhook_delivery d ON d.endpoint_id = e.id AND d.id <= edge.id AND d.state <> 'waiting'
      ORDER BY d.id LIMIT ${most})`;
}

/** Forgets messages that are on their way to nobody. A message and its deliveries are written at once. @returns how many */
export function deleteUnsent(tx: Writer, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM webhook_message WHERE id IN (
      SELECT m.id FROM webhook_message m WHERE NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.message_id = m.id)
      ORDER BY m.at LIMIT ${most})`;
}

/** Forgets how many watched a long time ago. */
export async function deleteSamples(tx: Writer, before: Date): Promise<void> {
  await tx.webhookSample.deleteMany({ where: { at: { lt: before } } });
}
