/**
 * The queries of streams.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { State } from './rules/life-cycle.ts';

/** A stream as it is stored. */
export interface StreamRow {
  readonly id: string;
  readonly performerId: string;
  readonly title: string;
  readonly sessionType: 'broadcast_public' | 'broadcast_private';
  readonly priceTokens: number | null;
  readonly adult: boolean;
  readonly tags: string[];
  readonly state: State;
  readonly createdAt: Date;
  readonly liveSince: Date | null;
  readonly endedAt: Date | null;
}

/** Whatever its state. */
export async function findStream(read: Reader, id: string): Promise<StreamRow | null> {
  return (await read.stream.findUnique({ where: { id } })) as StreamRow | null;
}

/** The live ones, newest first; at most `limit`. */
export async function findLiveStreams(read: Reader, limit: number): Promise<StreamRow[]> {
  const found = await read.stream.findMany({ where: { state: 'LIVE' }, orderBy: { liveSince: 'desc' }, take: limit });
  return found as StreamRow[];
}

/**
 * Live streams that sent nothing after `before`, with the time they went live: one that never sent anything counts from
 * then. Reads, and only reads, when the room last saw media; that row belongs to `rooms`.
 */
export function findSilentStreams(read: Reader, before: Date): Promise<{ id: string; liveSince: Date }[]> {
  return read.$queryRaw`
    SELECT s.id, s.live_since AS "liveSince"
    FROM stream s LEFT JOIN room r ON r.stream_id = s.id
    WHERE s.state = 'LIVE' AND greatest(s.live_since, r.media_seen_at) <= ${before}::timestamptz
    ORDER BY s.live_since`;
}

/** Everything a performer announced. */
export async function findStreamsOf(read: Reader, performerId: string): Promise<StreamRow[]> {
  return (await read.stream.findMany({ where: { performerId }, orderBy: { createdAt: 'asc' } })) as StreamRow[];
}

/** Stores a new stream. */
export async function insertStream(tx: Writer, stream: StreamRow): Promise<void> {
  await tx.stream.create({ data: stream });
}

/** Reads a stream and keeps everybody else from changing it until the transaction ends. */
export async function lockStream(tx: Writer, id: string): Promise<StreamRow | null> {
  const locked = await tx.$queryRaw<unknown[]>`SELECT FROM stream WHERE id = ${id}::uuid FOR UPDATE`;
  return locked.length === 0 ? null : findStream(tx, id);
}

/** LIVE from now on: a new session. */
export async function markLive(tx: Writer, id: string, now: Date): Promise<StreamRow> {
  const data = { state: 'LIVE', liveSince: now, endedAt: null };
  return (await tx.stream.update({ where: { id }, data })) as StreamRow;
}

/** OFFLINE from now on; never before it went live, though the clocks of two processes differ a little. */
export async function markOffline(tx: Writer, { id, liveSince }: StreamRow, now: Date): Promise<StreamRow> {
  const endedAt = liveSince !== null && liveSince > now ? liveSince : now;
  return (await tx.stream.update({ where: { id }, data: { state: 'OFFLINE', endedAt } })) as StreamRow;
}
