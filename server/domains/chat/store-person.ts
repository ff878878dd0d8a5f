/**
 * The queries of chat about one person, whatever room: for a copy of what is kept about them, and for their erasure. All in
 * pages or batches, because somebody may have said very much.
 */
import type { Erased, Reader, Writer } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';

/** A place among a person's lines, in the order of the index over them: by channel, then by time. */
interface Place {
  readonly performerId: string;
  readonly createdAt: Date;
  readonly id: string;
}

/** A day's lines may still stand on somebody's page; nobody is told of older ones, which may be very many. */
const toldOfMs = 24 * 3_600_000;

const beyond = (place: Place | undefined): Prisma.Sql =>
  place === undefined
    ? Prisma.empty
    : Prisma.sql`AND (performer_id, created_at, id) >
        (${place.performerId}::uuid, ${place.createdAt}::timestamptz, ${place.id}::uuid)`;

/**
 * The next lines of a person, read off the index in its order. The planner cannot know how many lie beyond a place, guesses
 * few, and would sort all that are left with every page: it is told not to, for this one statement of the transaction.
 */
async function findPlaces(read: Reader, authorId: string, after: Place | undefined, limit: number): Promise<Place[]> {
  await plan(read, 'off');
  const places = await read.$queryRaw<Place[]>`
    SELECT performer_id AS "performerId", created_at AS "createdAt", id FROM chat_line
    WHERE author_id = ${authorId}::uuid ${beyond(after)}
    ORDER BY performer_id, created_at, id LIMIT ${limit}`;
  await plan(read, 'on');
  return places;
}

/** Whether the planner may sort, and read whole tables. */
async function plan(read: Reader, how: 'on' | 'off'): Promise<void> {
  await read.$queryRaw`
    SELECT set_config('enable_sort', ${how}, true), set_config('enable_seqscan', ${how}, true),
      set_config('enable_bitmapscan', ${how}, true)`;
}

/** What a person said, by channel and time. Who judged or removed it is not theirs to know. */
export async function findLinesOf(read: Reader, authorId: string, after: Place | undefined, limit: number) {
  const places = await findPlaces(read, authorId, after, limit);
  return read.chatLine.findMany({
    where: { id: { in: places.map(({ id }) => id) } },
    orderBy: [{ performerId: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    omit: { number: true, judgedById: true, goneById: true },
  });
}

/** Lines that a person decided about as a moderator, by id. */
export function findJudgedBy(read: Reader, judgedById: string, after: { id: string } | undefined, take: number) {
  const where = { judgedById, ...(after === undefined ? {} : { id: { gt: after.id } }) };
  return read.chatLine.findMany({
    ...{ where, take, orderBy: { id: 'asc' } },
    select: { id: true, verdict: true, judgedAt: true },
  });
}

/** Lines that a person took away, by id. */
export function findTakenBy(read: Reader, goneById: string, after: { id: string } | undefined, take: number) {
  const where = { goneById, ...(after === undefined ? {} : { id: { gt: after.id } }) };
  return read.chatLine.findMany({
    ...{ where, take, orderBy: { id: 'asc' } },
    select: { id: true, goneWhy: true, goneAt: true },
  });
}

/** What a person pinned, by room. */
export function findPinsBy(read: Reader, byId: string, after: { roomId: string } | undefined, take: number) {
  const where = { byId, ...(after === undefined ? {} : { roomId: { gt: after.roomId } }) };
  return read.chatPin.findMany({ where, take, orderBy: { roomId: 'asc' } });
}

/** Whose turn it was last where slow mode holds, by room. */
export function findPacesOf(read: Reader, authorId: string, after: { roomId: string } | undefined, take: number) {
  const where = { authorId, ...(after === undefined ? {} : { roomId: { gt: after.roomId } }) };
  return read.chatPace.findMany({ where, take, orderBy: { roomId: 'asc' } });
}

/**
 * Takes away the next lines of a person and blanks them; the rows stay, because replies and verdicts point at them. Goes on
 * from a place: what is blank already would otherwise be looked through again with every batch.
 */
export async function blankLines(
  tx: Writer,
  { userId, at }: Erased,
  after: string | null,
  most: number,
): Promise<string | null> {
  const places = await findPlaces(tx, userId, asPlace(after), most);
  const end = places.at(-1);
  if (end === undefined) return null;
  await tx.$executeRaw`
    WITH locked AS MATERIALIZED (
      SELECT id, state FROM chat_line
      WHERE id = ANY (${places.map(({ id }) => id)}::uuid[]) AND author_handle <> '[erased]'
      ORDER BY id FOR UPDATE
    ), unpinned AS (
      DELETE FROM chat_pin WHERE line_id IN (SELECT id FROM locked)
    )
    UPDATE chat_line l SET
      text = '[erased]', author_name = '[erased]', author_handle = '[erased]', mentions = '[]', state = 'gone',
      gone_why = coalesce(l.gone_why, 'erased'), gone_at = coalesce(l.gone_at, ${at}::timestamptz),
      told_at = CASE
        WHEN locked.state = 'gone' THEN l.told_at
        WHEN locked.state = 'shown' AND l.created_at > ${new Date(at.getTime() - toldOfMs)}::timestamptz THEN NULL
        ELSE ${at}::timestamptz END
    FROM locked WHERE l.id = locked.id`;
  return places.length < most ? null : [end.performerId, end.createdAt.toISOString(), end.id].join(' ');
}

function asPlace(after: string | null): Place | undefined {
  const [performerId, createdAt, id] = after?.split(' ') ?? [];
  if (performerId === undefined || createdAt === undefined || id === undefined) return undefined;
  return { performerId, createdAt: new Date(createdAt), id };
}

/** Takes a person out of whom lines name; at most `most`. @returns how many */
export async function blankMentions(tx: Writer, { userId }: Erased, most: number): Promise<number> {
  const named = JSON.stringify([{ id: userId }]);
  // However old its figures are, the planner does not read all lines of everybody for it.
  await tx.$queryRaw`SELECT set_config('enable_seqscan', 'off', true)`;
  return tx.$executeRaw`
    WITH picked AS MATERIALIZED (
      SELECT id FROM chat_line WHERE mentions <> '[]' AND mentions @> ${named}::jsonb LIMIT ${most}
    ), locked AS MATERIALIZED (
      SELECT id FROM chat_line WHERE id IN (SELECT id FROM picked) ORDER BY id FOR UPDATE
    )
    UPDATE chat_line l SET mentions = (
      SELECT coalesce(jsonb_agg(one), '[]') FROM jsonb_array_elements(l.mentions) AS one WHERE one->>'id' <> ${userId})
    FROM locked WHERE l.id = locked.id`;
}

/** Forgets whose turn it was; at most `most`. @returns how many */
export function deletePaces(tx: Writer, { userId }: Erased, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM chat_pace WHERE (room_id, author_id) IN (
      SELECT room_id, author_id FROM chat_pace WHERE author_id = ${userId}::uuid LIMIT ${most})`;
}
