/**
 * The queries of streams.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { State } from './rules/life-cycle.ts';

/** A stream as it is stored. */
export interface StreamRow {
  readonly id: string;
  readonly performerId: string;
  readonly title: string;
  readonly sessionType: 'broadcast_public' | 'broadcast_private' | 'call_2way';
  readonly priceTokens: number | null;
  readonly adult: boolean;
  readonly tags: string[];
  readonly state: State;
  readonly createdAt: Date;
  readonly liveSince: Date | null;
  readonly endedAt: Date | null;
  readonly scheduledFor: Date | null;
  /** Chosen by the performer; null: the deployment's. */
  readonly splitName: string | null;
  /** While it is tested. */
  readonly testingSince: Date | null;
  /** Of a two-way room; null of all others. */
  readonly guestId: string | null;
}

/** What narrows a list. */
export interface Narrowing {
  /** Patterns for LIKE, each of which must be found in title, tags, or the performer's names; none: everything. */
  readonly patterns: readonly string[];
  /** In any case; null: whatever the tags. */
  readonly tag: string | null;
}

const columns = Prisma.sql`
  s.id, s.performer_id AS "performerId", s.title, s.session_type AS "sessionType", s.price_tokens AS "priceTokens", s.adult,
  s.tags, s.state, s.created_at AS "createdAt", s.live_since AS "liveSince", s.ended_at AS "endedAt",
  s.scheduled_for AS "scheduledFor", s.split_name AS "splitName", s.testing_since AS "testingSince", s.guest_id AS "guestId"`;

/** Holds for streams `s` that others may hear of: a room of two people is on no list. */
const listed = Prisma.sql`s.guest_id IS NULL`;

/** Holds for people `a` who perform and are neither suspended nor erased. That row belongs to `accounts`; it is read only. */
const performing = Prisma.sql`a.disabled_at IS NULL AND a.roles @> '{performer}'`;

/** Holds for streams `s` of people `a` who may show them. */
const narrowed = ({ patterns, tag }: Narrowing): Prisma.Sql => Prisma.sql`
  ${listed} AND ${performing}
  AND concat_ws(' ', s.title, array_to_string(s.tags, ' '), a.display_name, a.handle) ILIKE ALL (${[...patterns]}::text[])
  AND (${tag}::text IS NULL OR EXISTS (SELECT FROM unnest(s.tags) AS t WHERE lower(t) = lower(${tag}::text)))`;

/** Whatever its state. */
export async function findStream(read: Reader, id: string): Promise<StreamRow | null> {
  return (await read.stream.findUnique({ where: { id } })) as StreamRow | null;
}

/** Those of these ids that there are. */
export async function findStreams(read: Reader, ids: readonly string[]): Promise<StreamRow[]> {
  return (await read.stream.findMany({ where: { id: { in: [...ids] } } })) as StreamRow[];
}

/** Its state alone; null where there is none of this id. */
export async function findState(read: Reader, id: string): Promise<State | null> {
  const row = await read.stream.findUnique({ where: { id }, select: { state: true } });
  return (row?.state ?? null) as State | null;
}

/** The live ones, newest first; at most `limit`. There are as many as can be live, so no index of words is needed. */
export function findLiveStreams(read: Reader, narrowing: Narrowing, limit: number): Promise<StreamRow[]> {
  return read.$queryRaw`
    SELECT ${columns} FROM stream s JOIN account a ON a.id = s.performer_id
    WHERE s.state = 'LIVE' AND ${narrowed(narrowing)}
    ORDER BY s.live_since DESC, s.id LIMIT ${limit}`;
}

/** What was announced to begin between two times and has not begun, soonest first. */
export function findUpcomingStreams(
  read: Reader,
  narrowing: Narrowing,
  { from, to, limit }: { from: Date; to: Date; limit: number },
): Promise<StreamRow[]> {
  return read.$queryRaw`
    SELECT ${columns} FROM stream s JOIN account a ON a.id = s.performer_id
    WHERE s.state = 'READY' AND s.scheduled_for BETWEEN ${from}::timestamptz AND ${to}::timestamptz
      AND ${narrowed(narrowing)}
    ORDER BY s.scheduled_for, s.id LIMIT ${limit}`;
}

/** Tags of live streams, in small letters, the most used first. */
export function countTags(read: Reader, limit: number): Promise<{ tag: string; live: number }[]> {
  return read.$queryRaw`
    SELECT lower(t) AS tag, count(DISTINCT s.id)::int AS live
    FROM stream s JOIN account a ON a.id = s.performer_id, unnest(s.tags) AS t
    WHERE s.state = 'LIVE' AND ${listed} AND ${performing}
    GROUP BY lower(t) ORDER BY live DESC, tag LIMIT ${limit}`;
}

/** Of each of these performers what went live last and still is. */
export function findLiveOf(read: Reader, performerIds: readonly string[]): Promise<StreamRow[]> {
  return read.$queryRaw`
    SELECT DISTINCT ON (s.performer_id) ${columns} FROM stream s
    WHERE s.state = 'LIVE' AND s.performer_id = ANY (${[...performerIds]}::uuid[]) AND ${listed}
    ORDER BY s.performer_id, s.live_since DESC, s.id`;
}

/** What a performer announced to begin after a time and has not begun, soonest first. */
export function findUpcomingOf(read: Reader, performerId: string, after: Date, limit: number): Promise<StreamRow[]> {
  return read.$queryRaw`
    SELECT ${columns} FROM stream s JOIN account a ON a.id = s.performer_id
    WHERE s.performer_id = ${performerId}::uuid AND s.state = 'READY' AND s.scheduled_for >= ${after}::timestamptz
      AND ${listed} AND ${performing}
    ORDER BY s.scheduled_for, s.id LIMIT ${limit}`;
}

/** What a performer showed, newest first. */
export async function findPastOf(read: Reader, performerId: string, limit: number): Promise<StreamRow[]> {
  const found = await read.stream.findMany({
    where: { performerId, guestId: null, endedAt: { not: null }, state: { in: ['OFFLINE', 'STALE', 'ARCHIVED'] } },
    orderBy: [{ endedAt: 'desc' }, { id: 'asc' }],
    take: limit,
  });
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

/** Tests in which nothing was sent after `before`, with when they began; one that never sent anything counts from then. */
export function findSilentTests(read: Reader, before: Date): Promise<{ id: string; testingSince: Date }[]> {
  return read.$queryRaw`
    SELECT s.id, s.testing_since AS "testingSince"
    FROM stream s LEFT JOIN room r ON r.stream_id = s.id
    WHERE s.state = 'TESTING' AND greatest(s.testing_since, r.media_seen_at) <= ${before}::timestamptz
    ORDER BY s.testing_since`;
}

/** Whatever a performer has live, two-way rooms too; at most `most`. */
export async function findIdsLiveOf(read: Reader, performerId: string, most: number): Promise<string[]> {
  const where = { performerId, state: 'LIVE' };
  return (await read.stream.findMany({ where, take: most, select: { id: true } })).map(({ id }) => id);
}

/** How many streams of a performer are live. */
export function countLive(read: Reader, performerId: string): Promise<number> {
  return read.stream.count({ where: { performerId, state: 'LIVE' } });
}

/** How many streams of a performer are tested. */
export function countTested(read: Reader, performerId: string): Promise<number> {
  return read.stream.count({ where: { performerId, state: 'TESTING' } });
}

/** How many others a performer has announced that have not begun: to begin after `begins`, or made after `made`. */
export function countAnnounced(
  read: Reader,
  performerId: string,
  { begins, made, except }: { readonly begins: Date; readonly made: Date; readonly except: string },
): Promise<number> {
  const ahead = [{ scheduledFor: { gte: begins } }, { createdAt: { gte: made } }];
  return read.stream.count({
    where: { performerId, state: { in: ['READY', 'TESTING'] }, id: { not: except }, OR: ahead },
  });
}

/** What a performer announced, by id, after one. */
export async function findStreamsOf(
  read: Reader,
  performerId: string,
  after: { id: string } | undefined,
  take: number,
): Promise<StreamRow[]> {
  const where = { performerId, ...(after === undefined ? {} : { id: { gt: after.id } }) };
  return (await read.stream.findMany({ where, take, orderBy: { id: 'asc' } })) as StreamRow[];
}

/** Two-way rooms that a person was invited to, by id, after one. */
export function findInvitationsOf(read: Reader, guestId: string, after: { id: string } | undefined, take: number) {
  const where = { guestId, ...(after === undefined ? {} : { id: { gt: after.id } }) };
  const select = { id: true, performerId: true, createdAt: true, liveSince: true, endedAt: true } as const;
  return read.stream.findMany({ where, take, orderBy: { id: 'asc' }, select });
}

/** Stores a new stream. */
export async function insertStream(tx: Writer, stream: StreamRow): Promise<void> {
  await tx.stream.create({ data: stream });
}

/** Reads a stream and keeps everybody else from changing it until the transaction ends. */
export async function lockStream(tx: Writer, id: string): Promise<StreamRow | null> {
  const locked = await tx.$queryRaw<unknown[]>`SELECT FROM stream WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return locked.length === 0 ? null : findStream(tx, id);
}

/** LIVE from now on: a new session. */
export async function markLive(tx: Writer, id: string, now: Date): Promise<StreamRow> {
  const data = { state: 'LIVE', liveSince: now, endedAt: null, testingSince: null };
  return (await tx.stream.update({ where: { id }, data })) as StreamRow;
}

/** OFFLINE from now on; never before it went live, though the clocks of two processes differ a little. */
export async function markOffline(tx: Writer, { id, liveSince }: StreamRow, now: Date): Promise<StreamRow> {
  const endedAt = liveSince !== null && liveSince > now ? liveSince : now;
  return (await tx.stream.update({ where: { id }, data: { state: 'OFFLINE', endedAt } })) as StreamRow;
}

/** TESTING from now on. */
export async function markTesting(tx: Writer, id: string, now: Date): Promise<StreamRow> {
  return (await tx.stream.update({ where: { id }, data: { state: 'TESTING', testingSince: now } })) as StreamRow;
}

/** Tested no more. */
export async function markTested(tx: Writer, id: string, state: State): Promise<StreamRow> {
  return (await tx.stream.update({ where: { id }, data: { state, testingSince: null } })) as StreamRow;
}

/** Another title, other tags; what is absent stays. */
export async function rename(
  tx: Writer,
  id: string,
  data: { readonly title?: string; readonly tags?: string[] },
): Promise<StreamRow> {
  return (await tx.stream.update({ where: { id }, data })) as StreamRow;
}

/** Moves streams that ended before a time from one state to the next, at most `most`. @returns how many */
export function moveOld(
  tx: Writer,
  { from, to, endedBefore }: { readonly from: State; readonly to: State; readonly endedBefore: Date },
  most: number,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE stream SET state = ${to} WHERE id IN (
      SELECT id FROM stream WHERE state = ${from} AND ended_at <= ${endedBefore}::timestamptz
      ORDER BY ended_at LIMIT ${most} FOR NO KEY UPDATE SKIP LOCKED)`;
}

/** When it will begin; null: it is not said. */
export async function markScheduled(tx: Writer, id: string, scheduledFor: Date | null): Promise<StreamRow> {
  return (await tx.stream.update({ where: { id }, data: { scheduledFor } })) as StreamRow;
}

/** Takes away what a performer wrote, at most `most`; the rows stay, because money points at them. @returns how many */
export function blankStreamsOf(tx: Writer, performerId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE stream SET title = 'Removed', tags = '{}' WHERE id IN (
      SELECT id FROM stream
      WHERE performer_id = ${performerId}::uuid AND (title <> 'Removed' OR tags <> '{}') LIMIT ${most})`;
}
