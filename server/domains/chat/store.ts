/**
 * The queries of chat about lines. What is pinned and whose turn it was stand here too; they are a row each.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { DraftLine, LineRow, LineState } from './rules/line-rows.ts';

/** A line that was taken away, and what it was before. */
export interface TakenLine {
  readonly id: string;
  readonly room: string;
  readonly authorId: string;
  readonly was: 'shown' | 'held';
  /** It was the room's pinned line, and is that no more. */
  readonly pinned: boolean;
}

export type GoneWhy = 'author' | 'moderator' | 'timeout' | 'ban' | 'verdict' | 'expired' | 'erased';

/** `l` is the line, `r` what it answers, where that is still shown. */
const columns = Prisma.sql`
  l.id, l.room_id AS "roomId", l.performer_id AS "performerId", l.author_id AS "authorId", l.author_name AS "authorName",
  l.author_handle AS "authorHandle", l.author_badge AS "authorBadge", l.key, l.text, l.mentions, l.reasons, l.state,
  l.created_at AS "createdAt", l.verdict,
  CASE WHEN r.id IS NULL THEN NULL
    ELSE jsonb_build_object('id', r.id, 'displayName', r.author_name, 'text', left(r.text, 100)) END AS "replyTo"`;
const lines = Prisma.sql`chat_line l LEFT JOIN chat_line r ON r.id = l.reply_to_id AND r.state = 'shown'`;

/** Stores lines in this order, in one statement. @returns the ids of those that are new; the others' keys are taken */
export async function insertLines(tx: Writer, drafts: readonly DraftLine[]): Promise<ReadonlySet<string>> {
  const given = drafts.map(({ replyTo, ...draft }) => ({ ...draft, replyToId: replyTo?.id ?? null }));
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO chat_line (id, room_id, performer_id, author_id, author_name, author_handle, author_badge, key, text,
      reply_to_id, mentions, reasons, state, created_at)
    SELECT id, "roomId", "performerId", "authorId", "authorName", "authorHandle", "authorBadge", key, text,
      "replyToId", mentions, ARRAY(SELECT jsonb_array_elements_text(reasons)), state, "createdAt"
    FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS (
      id uuid, "roomId" uuid, "performerId" uuid, "authorId" uuid, "authorName" text, "authorHandle" text,
      "authorBadge" text, key uuid, text text, "replyToId" uuid, mentions jsonb, reasons jsonb, state text,
      "createdAt" timestamptz
    )) WITH ORDINALITY AS given
    ORDER BY ordinality
    ON CONFLICT (room_id, author_id, key) DO NOTHING
    RETURNING id`;
  return new Set(rows.map(({ id }) => id));
}

/** The lines that stand under the keys of these. */
export async function findByKeys(read: Reader, drafts: readonly DraftLine[]): Promise<LineRow[]> {
  const given = drafts.map(({ roomId, authorId, key }) => ({ roomId, authorId, key }));
  return read.$queryRaw<LineRow[]>`
    SELECT ${columns} FROM ${lines}
    JOIN jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS g ("roomId" uuid, "authorId" uuid, key uuid)
      ON l.room_id = g."roomId" AND l.author_id = g."authorId" AND l.key = g.key`;
}

/** What a person said in a channel since a moment, newest first, at most 20; and what they said under this key, if ever. */
export async function findSaid(
  read: Reader,
  about: Pick<DraftLine, 'roomId' | 'performerId' | 'authorId' | 'key'>,
  since: Date,
): Promise<LineRow[]> {
  const { roomId, performerId, authorId, key } = about;
  return read.$queryRaw<LineRow[]>`
    SELECT ${columns} FROM ${lines}
    WHERE l.id IN (
      (SELECT id FROM chat_line
        WHERE author_id = ${authorId}::uuid AND performer_id = ${performerId}::uuid AND created_at > ${since}::timestamptz
        ORDER BY created_at DESC LIMIT 20)
      UNION ALL
      SELECT id FROM chat_line WHERE room_id = ${roomId}::uuid AND author_id = ${authorId}::uuid AND key = ${key}::uuid
    )
    ORDER BY l.number DESC`;
}

/** One line of a room, whatever state it is in. */
export async function findLine(read: Reader, room: string, id: string): Promise<LineRow | null> {
  const [row] = await read.$queryRaw<LineRow[]>`
    SELECT ${columns} FROM ${lines} WHERE l.id = ${id}::uuid AND l.room_id = ${room}::uuid`;
  return row ?? null;
}

/** Lines that everybody sees, oldest first: the newest `limit`, or those before a line. */
export async function findShown(read: Reader, room: string, limit: number, before?: string): Promise<LineRow[]> {
  const earlier =
    before === undefined
      ? Prisma.empty
      : Prisma.sql`AND l.number < (SELECT number FROM chat_line WHERE id = ${before}::uuid)`;
  const rows = await read.$queryRaw<LineRow[]>`
    SELECT ${columns} FROM ${lines}
    WHERE l.room_id = ${room}::uuid AND l.state = 'shown' ${earlier}
    ORDER BY l.number DESC LIMIT ${limit}`;
  return rows.reverse();
}

/** Lines of a room that wait for a moderator, oldest first. */
export async function findHeld(read: Reader, room: string, limit: number): Promise<LineRow[]> {
  return read.$queryRaw<LineRow[]>`
    SELECT ${columns} FROM ${lines}
    WHERE l.room_id = ${room}::uuid AND l.state = 'held' ORDER BY l.number LIMIT ${limit}`;
}

/** The newest lines of a person in a room that wait for a moderator, oldest first. */
export async function findOwnHeld(read: Reader, room: string, authorId: string, limit: number): Promise<LineRow[]> {
  const rows = await read.$queryRaw<LineRow[]>`
    SELECT ${columns} FROM ${lines}
    WHERE l.room_id = ${room}::uuid AND l.author_id = ${authorId}::uuid AND l.state = 'held'
    ORDER BY l.number DESC LIMIT ${limit}`;
  return rows.reverse();
}

/** The newest lines of a person in a room that everybody sees, oldest first. */
export async function findShownOf(read: Reader, room: string, authorId: string, limit: number): Promise<LineRow[]> {
  const rows = await read.$queryRaw<LineRow[]>`
    SELECT ${columns} FROM ${lines}
    WHERE l.author_id = ${authorId}::uuid AND l.room_id = ${room}::uuid AND l.state = 'shown'
    ORDER BY l.number DESC LIMIT ${limit}`;
  return rows.reverse();
}

/** Lines whose room was not told of their state, said or changed before a moment; oldest first. */
export async function findUntold(read: Reader, before: Date, limit: number): Promise<LineRow[]> {
  return read.$queryRaw<LineRow[]>`
    SELECT ${columns} FROM ${lines}
    WHERE l.told_at IS NULL AND coalesce(l.gone_at, l.judged_at, l.created_at) <= ${before}::timestamptz
    ORDER BY l.number LIMIT ${limit}`;
}

/** Notes that rooms were told of lines as they are. @returns those of them that were not in this state any more */
export async function markTold(tx: Writer, ids: readonly string[], state: LineState, at: Date): Promise<string[]> {
  const told = await tx.$queryRaw<{ id: string }[]>`
    UPDATE chat_line SET told_at = ${at}::timestamptz
    WHERE id IN (SELECT id FROM chat_line WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR UPDATE) AND state = ${state}
    RETURNING id`;
  const found = new Set(told.map(({ id }) => id));
  return ids.filter((id) => !found.has(id));
}

interface Taking {
  readonly why: GoneWhy;
  /** Null: nobody, by time. */
  readonly by: string | null;
  readonly at: Date;
}

/** Takes one line away. @returns nothing where it was gone */
export function takeLine(tx: Writer, id: string, taking: Taking): Promise<TakenLine[]> {
  return take(tx, Prisma.sql`id = ${id}::uuid`, taking);
}

/** Takes away what a person said in a channel since a moment. */
export function takeLinesOf(
  tx: Writer,
  { performerId, authorId, since }: { performerId: string; authorId: string; since: Date },
  taking: Taking,
): Promise<TakenLine[]> {
  return take(
    tx,
    Prisma.sql`author_id = ${authorId}::uuid AND performer_id = ${performerId}::uuid AND created_at >= ${since}::timestamptz`,
    taking,
  );
}

/** Takes away held lines that waited since before a moment; at most `limit`. */
export function takeWaiting(tx: Writer, before: Date, limit: number, at: Date): Promise<TakenLine[]> {
  // Held still when it is locked: one that is released meanwhile stays released.
  const waiting = Prisma.sql`state = 'held' AND id IN (
    SELECT id FROM chat_line WHERE state = 'held' AND created_at < ${before}::timestamptz LIMIT ${limit})`;
  return take(tx, waiting, { why: 'expired', by: null, at });
}

/** What was never shown need not be told as gone; what was is told after the commit. */
function take(tx: Writer, which: Prisma.Sql, { why, by, at }: Taking): Promise<TakenLine[]> {
  return tx.$queryRaw<TakenLine[]>`
    WITH taken AS (
      SELECT id, state FROM chat_line WHERE ${which} AND state <> 'gone' ORDER BY id FOR UPDATE
    ), pins AS (
      DELETE FROM chat_pin WHERE line_id IN (SELECT id FROM taken) RETURNING line_id
    )
    UPDATE chat_line l SET state = 'gone', gone_why = ${why}, gone_by_id = ${by}::uuid,
      gone_at = ${at}::timestamptz, told_at = CASE WHEN taken.state = 'held' THEN ${at}::timestamptz END
    FROM taken WHERE l.id = taken.id
    RETURNING l.id, l.room_id AS room, l.author_id AS "authorId", taken.state AS was,
      EXISTS (SELECT FROM pins WHERE line_id = l.id) AS pinned`;
}

/** Decides about a held line. @returns false where it is not held (any more): the first verdict stands */
export async function judgeHeld(
  tx: Writer,
  id: string,
  { verdict, by, at }: { verdict: 'release' | 'remove'; by: string; at: Date },
): Promise<boolean> {
  const shown = verdict === 'release';
  const { count } = await tx.chatLine.updateMany({
    where: { id, state: 'held' },
    data: {
      ...{ verdict, judgedById: by, judgedAt: at },
      ...(shown ? { state: 'shown', toldAt: null } : { state: 'gone', goneWhy: 'verdict', goneById: by, goneAt: at }),
    },
  });
  return count === 1;
}

/** The pinned line of a room. */
export async function findPinned(read: Reader, room: string): Promise<LineRow | null> {
  const pin = await read.chatPin.findUnique({ where: { roomId: room } });
  const line = pin === null ? null : await findLine(read, room, pin.lineId);
  return line?.state === 'shown' ? line : null;
}

/** Pins a line that everybody sees, and keeps it from going meanwhile. @returns null where it is not there */
export async function pinShown(
  tx: Writer,
  { room, line, by, at }: { room: string; line: string; by: string; at: Date },
): Promise<LineRow | null> {
  await tx.$queryRaw`SELECT FROM chat_line WHERE id = ${line}::uuid FOR SHARE`;
  const found = await findLine(tx, room, line);
  if (found?.state !== 'shown') return null;
  const pin = { lineId: line, byId: by, at };
  await tx.chatPin.upsert({ where: { roomId: room }, create: { roomId: room, ...pin }, update: pin });
  return found;
}

/** Unpins whatever is pinned. @returns false where nothing was */
export async function unpin(tx: Writer, room: string): Promise<boolean> {
  return (await tx.chatPin.deleteMany({ where: { roomId: room } })).count === 1;
}

/**
 * Takes a person's turn where slow mode holds, by one statement: of many at once one gets it.
 * @returns null where it was taken, or was taken for this very line; else when the last turn was
 */
export async function takeTurn(
  tx: Writer,
  { room, author, key, at, pauseMs }: { room: string; author: string; key: string; at: Date; pauseMs: number },
): Promise<Date | null> {
  const taken = await tx.$executeRaw`
    INSERT INTO chat_pace AS last (room_id, author_id, key, last_at)
    VALUES (${room}::uuid, ${author}::uuid, ${key}::uuid, ${at}::timestamptz)
    ON CONFLICT (room_id, author_id) DO UPDATE SET key = excluded.key, last_at = excluded.last_at
    WHERE last.key <> excluded.key AND last.last_at <= ${new Date(at.getTime() - pauseMs)}::timestamptz`;
  if (taken === 1) return null;
  const last = await tx.chatPace.findUniqueOrThrow({ where: { roomId_authorId: { roomId: room, authorId: author } } });
  return last.key === key ? null : last.lastAt;
}

/** Deletes lines said before a moment, at most `limit`; whose turn it was long ago is forgotten too. @returns how many lines */
export async function deleteOld(tx: Writer, before: Date, pausesBefore: Date, limit: number): Promise<number> {
  await tx.chatPace.deleteMany({ where: { lastAt: { lt: pausesBefore } } });
  return tx.$executeRaw`
    DELETE FROM chat_line WHERE id IN (
      SELECT id FROM chat_line WHERE created_at < ${before}::timestamptz LIMIT ${limit})`;
}
