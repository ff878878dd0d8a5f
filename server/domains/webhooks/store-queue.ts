/**
 * The queries of queueing: who wants to be told, what there is to tell, and putting it on its way.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { WebhookType } from '#protocol/http/webhooks.ts';

export interface NewMessage {
  readonly id: string;
  /** The event that it tells of, where it is the only one; null: of none, or of a part of one. */
  readonly eventId: bigint | null;
  readonly performerId: string;
  readonly type: WebhookType;
  readonly body: string;
  readonly at: Date;
  /** Whose name or words are in it. */
  readonly subjectId: string | null;
}

/** A performer's endpoints that want this and are not paused; none of them goes away before the transaction ends. */
export async function findListening(tx: Writer, performerId: string, type: WebhookType): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM webhook_endpoint
    WHERE performer_id = ${performerId}::uuid AND paused_at IS NULL AND ${type} = ANY (events) ORDER BY id FOR KEY SHARE`;
  return rows.map(({ id }) => id);
}

/** Of these performers those with an endpoint that wants this and is not paused. */
export async function findHeard(
  read: Reader,
  performerIds: readonly string[],
  type: WebhookType,
): Promise<ReadonlySet<string>> {
  const rows = await read.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT performer_id AS id FROM webhook_endpoint
    WHERE performer_id = ANY (${[...new Set(performerIds)]}::uuid[]) AND paused_at IS NULL AND ${type} = ANY (events)`;
  return new Set(rows.map(({ id }) => id));
}

/** @returns false where this event was queued before, or this message */
export async function insertMessage(tx: Writer, message: NewMessage): Promise<boolean> {
  const { id, eventId, performerId, type, body, at, subjectId } = message;
  const count = await tx.$executeRaw`
    INSERT INTO webhook_message (id, event_id, performer_id, type, body, at, subject_id)
    VALUES (${id}::uuid, ${eventId}::bigint, ${performerId}::uuid, ${type}, ${body}, ${at}::timestamptz, ${subjectId}::uuid)
    ON CONFLICT DO NOTHING`;
  return count === 1;
}

/** How many deliveries wait for an endpoint; counting ends at `most`. */
export async function countWaiting(read: Reader, endpointId: string, most: number): Promise<number> {
  const [row] = await read.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT FROM webhook_delivery WHERE endpoint_id = ${endpointId}::uuid AND state = 'waiting' LIMIT ${most}) AS waiting`;
  return row?.n ?? 0;
}

export interface NewDelivery {
  readonly id: string;
  readonly messageId: string;
  readonly endpointId: string;
  readonly at: Date;
  /** More waits there than may wait: it is noted and not sent. */
  readonly full: boolean;
}

/** Due at once, unless more waits there than may. */
export async function insertDelivery(tx: Writer, { id, messageId, endpointId, at, full }: NewDelivery): Promise<void> {
  const held = { state: 'failed', problem: 'backlog', settledAt: at };
  const due = { state: 'waiting', nextAttemptAt: at };
  await tx.webhookDelivery.create({ data: { id, messageId, endpointId, createdAt: at, ...(full ? held : due) } });
}

/** A live stream whose performer wants to be told how many watch. */
export interface WatchedStream {
  readonly id: string;
  /** What was told last; null: nothing. */
  readonly viewers: number | null;
}

/** By id, after one; those alone that were not told of since. Streams belong to `streams` and are only read. */
export function findWatched(read: Reader, after: string | null, since: Date, most: number): Promise<WatchedStream[]> {
  return read.$queryRaw`
    SELECT s.id, w.viewers FROM stream s LEFT JOIN webhook_sample w ON w.stream_id = s.id
    WHERE s.state = 'LIVE' AND s.guest_id IS NULL AND (${after}::uuid IS NULL OR s.id > ${after}::uuid) AND (w.at IS NULL OR w.at <= ${since}::timestamptz)
      AND EXISTS (
        SELECT FROM webhook_endpoint e
        WHERE e.performer_id = s.performer_id AND e.paused_at IS NULL AND 'stream.viewers' = ANY (e.events))
    ORDER BY s.id LIMIT ${most}`;
}

/** Notes how many watch. @returns false where somebody told of it since, or the same number was told last */
export async function putSample(
  tx: Writer,
  { streamId, viewers, at }: { readonly streamId: string; readonly viewers: number; readonly at: Date },
  since: Date,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO webhook_sample (stream_id, viewers, at) VALUES (${streamId}::uuid, ${viewers}, ${at}::timestamptz)
    ON CONFLICT (stream_id) DO UPDATE SET viewers = excluded.viewers, at = excluded.at
    WHERE webhook_sample.at <= ${since}::timestamptz AND webhook_sample.viewers <> excluded.viewers`;
  return count === 1;
}
