/**
 * The queries of moderation. Streams, chat, sanctions and people belong to their domains and are only read.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { ModerationActName } from '#protocol/http/moderation.ts';

export interface ActRow {
  readonly id: string;
  readonly streamId: string;
  readonly performerId: string;
  readonly moderatorId: string;
  readonly act: ModerationActName;
  readonly reason: string;
  readonly at: Date;
}

/** Writes down what was decided. */
export async function insertAct(tx: Writer, act: ActRow): Promise<void> {
  await tx.moderationAct.create({ data: act });
}

/** Null where there is none of this id. */
export async function findAct(read: Reader, id: string): Promise<ActRow | null> {
  return (await read.moderationAct.findUnique({ where: { id } })) as ActRow | null;
}

/** What was done about a person's shows, or by them, oldest first. */
export async function findActsOf(read: Reader, userId: string, after: ActRow | undefined, take: number) {
  const found = await read.moderationAct.findMany({
    where: {
      OR: [{ performerId: userId }, { moderatorId: userId }],
      ...(after === undefined ? {} : { id: { gt: after.id } }),
    },
    ...{ take, orderBy: { id: 'asc' } },
  });
  return found as ActRow[];
}

/** Blanks what was written about a person; at most `most`. @returns how many */
export function blankReasons(tx: Writer, performerId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE moderation_act SET reason = 'Erased.' WHERE id IN (
      SELECT id FROM moderation_act WHERE performer_id = ${performerId}::uuid AND reason <> 'Erased.' LIMIT ${most})`;
}

export interface WallRow {
  readonly id: string;
  readonly title: string;
  readonly adult: boolean;
  readonly liveSince: Date;
  readonly performerId: string;
  readonly displayName: string;
  readonly handle: string;
  readonly joinedAt: Date;
  readonly muted: boolean;
  readonly blurred: boolean;
  readonly paused: boolean;
  readonly heldLines: number;
  readonly flaggedLines: number;
  readonly sanctions: number;
  readonly warnings: number;
}

/** Live rooms, the newest first. @param since from when on lines and sanctions count */
export function findLiveRooms(read: Reader, since: Date, most: number): Promise<WallRow[]> {
  return read.$queryRaw`
    SELECT s.id, s.title, s.adult, s.live_since AS "liveSince", a.id AS "performerId", a.display_name AS "displayName",
      a.handle, a.created_at AS "joinedAt",
      coalesce(r.muted, false) AS muted, coalesce(r.blurred, false) AS blurred, coalesce(r.paused, false) AS paused,
      (SELECT count(*)::int FROM chat_line l WHERE l.room_id = s.id AND l.state = 'held') AS "heldLines",
      coalesce(f.lines, 0) AS "flaggedLines",
      (SELECT count(*)::int FROM channel_sanction c
       WHERE c.performer_id = s.performer_id AND c.at > ${since}::timestamptz) AS sanctions,
      (SELECT count(*)::int FROM moderation_act m
       WHERE m.stream_id = s.id AND m.act = 'warn' AND m.at >= s.live_since) AS warnings
    FROM stream s JOIN account a ON a.id = s.performer_id LEFT JOIN room r ON r.stream_id = s.id
    -- Through what is recent once, by its time: of a room alone there is no index, and the wall asks every three seconds.
    LEFT JOIN (
      SELECT l.room_id, count(*)::int AS lines FROM chat_line l
      WHERE l.created_at > ${since}::timestamptz AND cardinality(l.reasons) > 0 GROUP BY l.room_id
    ) f ON f.room_id = s.id
    WHERE s.state = 'LIVE' ORDER BY s.live_since DESC, s.id LIMIT ${most}`;
}

/** How many rooms are live. */
export function countLiveRooms(read: Reader): Promise<number> {
  return read.stream.count({ where: { state: 'LIVE' } });
}
