/**
 * The queries of notifications.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { NotificationKind, NotificationSettings } from '#protocol/http/notifications.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';

export interface NotificationRow {
  readonly id: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly title: string;
  readonly text: string;
  readonly link: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** What is told, the same to whoever is told it. */
export interface News {
  readonly about: string;
  /** Whom it names. */
  readonly subjectId: string | null;
  readonly title: string;
  readonly text: string;
  readonly link: string | null;
  readonly at: Date;
}

/** A show of which all followers are being told. */
export interface Round {
  readonly eventId: bigint;
  readonly streamId: string;
  readonly performerId: string;
  readonly reached: string | null;
  readonly told: string | null;
}

const shown = {
  ...{ id: true, userId: true, kind: true, title: true, text: true, link: true, createdAt: true, readAt: true },
} as const;

/** A page of a person's notifications, newest first. @param before an id; null: from the newest */
export async function findPage(read: Reader, userId: string, before: string | null, limit: number) {
  const found = await read.notification.findMany({
    where: { userId, ...(before === null ? {} : { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit,
    select: shown,
  });
  return found as NotificationRow[];
}

/** How many each of these people has not read; who has read all is absent. */
export async function countUnread(read: Reader, userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await read.$queryRaw<{ userId: string; unread: number }[]>`
    SELECT user_id AS "userId", count(*)::int AS unread FROM notification
    WHERE user_id = ANY (${[...userIds]}::uuid[]) AND read_at IS NULL GROUP BY user_id`;
  return new Map(rows.map(({ userId, unread }) => [userId, unread]));
}

/** Marks one as read, or all there are; what is read stays read since then. */
export async function markRead(tx: Writer, userId: string, id: string | null, now: Date): Promise<void> {
  const which = id === null ? {} : { id };
  await tx.notification.updateMany({ where: { userId, readAt: null, ...which }, data: { readAt: now } });
}

/** Null where nothing was ever chosen. */
export async function findSettings(read: Reader, userId: string): Promise<NotificationSettings | null> {
  return read.notificationSettings.findUnique({ where: { userId }, omit: { userId: true } });
}

/** Changes some of them at once; where there was no row, the others become `rest`. */
export function putSettings(
  tx: Writer,
  userId: string,
  chosen: BodyOf<typeof routes.setNotificationSettings>,
  rest: NotificationSettings,
): Promise<NotificationSettings> {
  // What came as JSON has no field that is undefined.
  const update = chosen as Partial<NotificationSettings>;
  const create = { userId, ...rest, ...update };
  return tx.notificationSettings.upsert({ where: { userId }, create, update, omit: { userId: true } });
}

/** Tells one person. @returns null where they were told of the same before */
export async function insertOne(tx: Writer, id: string, userId: string, kind: 'account', news: News) {
  const { about, subjectId, title, text, link, at } = news;
  const { count } = await tx.notification.createMany({
    data: [{ id, userId, kind, about, subjectId, title, text, link, createdAt: at }],
    skipDuplicates: true,
  });
  return count === 0 ? null : ({ id, userId, kind, title, text, link, createdAt: at, readAt: null } as NotificationRow);
}

/** Tells those of these people who want to hear of shows and are still here, each once. @param ids one for each person */
export async function insertForMany(
  tx: Writer,
  ids: readonly string[],
  userIds: readonly string[],
  { about, subjectId, title, text, link, at }: News,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO notification (id, user_id, kind, about, subject_id, title, text, link, created_at)
    SELECT n.id, n.user_id, 'followed_live', ${about}, ${subjectId}::uuid, ${title}, ${text}, ${link}, ${at}::timestamptz
    FROM unnest(${[...ids]}::uuid[], ${[...userIds]}::uuid[]) AS n (id, user_id)
    JOIN account a ON a.id = n.user_id
    LEFT JOIN notification_settings s ON s.user_id = n.user_id
    WHERE a.disabled_at IS NULL AND coalesce(s.followed_live, true)
    ON CONFLICT (about, user_id) DO NOTHING`;
}

/** What these people have of something and have not read. */
export async function findUnreadOf(
  read: Reader,
  about: string,
  userIds: readonly string[],
): Promise<NotificationRow[]> {
  const where = { about, userId: { in: [...userIds] }, readAt: null };
  return (await read.notification.findMany({ where, select: shown })) as NotificationRow[];
}

/** Who was told of something, by person, after one and up to another. */
export function findTold(read: Reader, about: string, after: string | null, upTo: string): Promise<NotificationRow[]> {
  return read.$queryRaw`
    SELECT id, user_id AS "userId", kind, title, text, link, created_at AS "createdAt", read_at AS "readAt"
    FROM notification
    WHERE about = ${about} AND user_id <= ${upTo}::uuid AND (${after}::uuid IS NULL OR user_id > ${after}::uuid)`;
}

/**
 * Opens a round, unless this event did, or the performer had one after `notSince`. One that is over and reached nobody was
 * no news: who is gone at once and comes back is told of.
 */
export async function insertRound(
  tx: Writer,
  { eventId, streamId, performerId, at, notSince }: Omit<Round, 'reached' | 'told'> & { at: Date; notSince: Date },
): Promise<void> {
  // Two shows of one performer are events of two lanes: one after the other they see each other's round.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`news of ${performerId}`}, 0))::text`;
  await tx.$executeRaw`
    INSERT INTO notification_round (event_id, stream_id, performer_id, opened_at, worked_at)
    SELECT ${eventId}::bigint, ${streamId}::uuid, ${performerId}::uuid, ${at}::timestamptz, ${at}::timestamptz
    WHERE NOT EXISTS (
      SELECT FROM notification_round WHERE performer_id = ${performerId}::uuid AND opened_at > ${notSince}::timestamptz
        AND (done_at IS NULL OR reached IS NOT NULL)
    )
    ON CONFLICT (event_id) DO NOTHING`;
}

/** The open round that waited longest. */
export async function findOpenRound(read: Reader): Promise<Round | null> {
  return read.notificationRound.findFirst({ where: { doneAt: null }, orderBy: { workedAt: 'asc' } });
}

/** The round as it is, kept from everybody else until the transaction ends; null where it is done, or another has it. */
export async function takeRound(tx: Writer, eventId: bigint): Promise<Round | null> {
  const rows = await tx.$queryRaw<Round[]>`
    SELECT event_id AS "eventId", stream_id AS "streamId", performer_id AS "performerId", reached, told
    FROM notification_round WHERE event_id = ${eventId}::bigint AND done_at IS NULL FOR UPDATE SKIP LOCKED`;
  return rows[0] ?? null;
}

/** Notes how far a round is. @param reached null: no further than before */
export async function markReached(
  tx: Writer,
  eventId: bigint,
  { reached, done, at }: { reached: string | null; done: boolean; at: Date },
): Promise<void> {
  const data = { workedAt: at, ...(reached === null ? {} : { reached }), ...(done ? { doneAt: at } : {}) };
  await tx.notificationRound.update({ where: { eventId }, data });
}

/** Notes whom a round was told to. */
export async function markTold(tx: Writer, eventId: bigint, told: string): Promise<void> {
  await tx.notificationRound.update({ where: { eventId }, data: { told } });
}

export interface FollowerLine {
  readonly id: string;
  readonly userId: string;
  readonly about: string;
  readonly by: string;
  readonly eventId: bigint;
  readonly link: string;
  readonly at: Date;
  /** How the follower is called. */
  readonly name: string;
}

/**
 * Adds a follower to the day's unread line of a person, or begins a new one where they read it. An event that was counted is
 * not counted again, nor the same follower twice in a row.
 * @returns the line, and how many followers it stands for
 */
export async function addFollower(tx: Writer, line: FollowerLine): Promise<NotificationRow & { followers: number }> {
  const { id, userId, about, by, eventId, link, at, name } = line;
  await tx.notification.deleteMany({ where: { userId, about, readAt: { not: null }, lastEvent: { lt: eventId } } });
  await tx.$executeRaw`
    INSERT INTO notification AS n
      (id, user_id, kind, about, subject_id, title, text, link, created_at, followers, last_event)
    VALUES (${id}::uuid, ${userId}::uuid, 'new_follower', ${about}, ${by}::uuid, ${`${name} follows you`}, '', ${link},
      ${at}::timestamptz, 1, ${eventId}::bigint)
    ON CONFLICT (about, user_id) DO UPDATE SET followers = n.followers + 1, last_event = ${eventId}::bigint,
      subject_id = ${by}::uuid, link = ${link},
      title = concat(${name}::text, ' and ', n.followers, CASE n.followers WHEN 1 THEN ' other' ELSE ' others' END,
        ' follow you')
    WHERE n.last_event < ${eventId}::bigint AND n.subject_id IS DISTINCT FROM ${by}::uuid`;
  const found = await tx.notification.findFirstOrThrow({
    where: { userId, about },
    select: { ...shown, followers: true },
  });
  return found as NotificationRow & { followers: number };
}

/** Forgets what is older; at most `limit`. @returns how many */
export function deleteOlder(tx: Writer, before: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM notification WHERE id IN (
      SELECT id FROM notification WHERE created_at < ${before}::timestamptz ORDER BY created_at LIMIT ${limit}
    )`;
}

/** Forgets rounds that were opened before. */
export async function deleteRounds(tx: Writer, before: Date): Promise<void> {
  await tx.notificationRound.deleteMany({ where: { openedAt: { lt: before } } });
}
