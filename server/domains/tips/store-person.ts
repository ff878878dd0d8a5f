/**
 * The queries of copying and erasing what tips keep about a person.
 */
import type { Erased, Reader, Writer } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';
import { placeOf, placeText, type TipPlace } from './rules/tip-place.ts';

type Side = 'viewer_id' | 'performer_id';
const sides: Readonly<Record<Side, Prisma.Sql>> = {
  viewer_id: Prisma.sql`viewer_id`,
  performer_id: Prisma.sql`performer_id`,
};

function beyond(after: TipPlace | null | undefined): Prisma.Sql {
  if (after === null || after === undefined) return Prisma.empty;
  const { at, id } = after;
  return Prisma.sql`AND at <= ${at}::timestamptz AND (at < ${at}::timestamptz OR id > ${id}::uuid)`;
}

/** What a person gave, newest first, after one: to whom, their own words. Who judged those is not theirs to know. */
export function findGiven(read: Reader, userId: string, after: TipPlace | undefined, limit: number) {
  return read.$queryRaw<(TipPlace & Record<string, unknown>)[]>`
    SELECT id, at, performer_id AS "performerId", session_id AS "sessionId", stream_id AS "streamId", amount, promo,
      balance_after::text AS "balanceAfter", private, anonymous, viewer_name AS "asName", viewer_handle AS "asHandle",
      menu_item AS "menuItem", message, message_state AS "messageState", reasons
    FROM tip WHERE viewer_id = ${userId}::uuid ${beyond(after)} ORDER BY at DESC, id LIMIT ${limit}`;
}

/**
 * What a performer was given, newest first, after one: what they were shown of it. Who gave anonymously, what waits or was
 * taken away, and what givers have left belongs to others.
 */
export function findReceived(read: Reader, userId: string, after: TipPlace | undefined, limit: number) {
  return read.$queryRaw<(TipPlace & Record<string, unknown>)[]>`
    SELECT id, at, session_id AS "sessionId", stream_id AS "streamId", amount, creator_units::text AS "creatorUnits",
      platform_units::text AS "platformUnits", pool_units::text AS "poolUnits", split_name AS "splitName",
      split_version AS "splitVersion", private, anonymous,
      CASE WHEN NOT anonymous THEN viewer_name END AS "fromName",
      CASE WHEN NOT anonymous THEN viewer_handle END AS "fromHandle",
      menu_item AS "menuItem", CASE WHEN message_state = 'shown' THEN message END AS message
    FROM tip WHERE performer_id = ${userId}::uuid ${beyond(after)} ORDER BY at DESC, id LIMIT ${limit}`;
}

/** Messages that a person decided about as a moderator, by tip. */
export function findJudged(read: Reader, judgedById: string, after: { id: string } | undefined, take: number) {
  const where = { judgedById, ...(after === undefined ? {} : { id: { gt: after.id } }) };
  return read.tip.findMany({
    ...{ where, take, orderBy: { id: 'asc' } },
    select: { id: true, messageState: true, judgedAt: true },
  });
}

/** A performer's goals, menu and overlay; the secret is only there as a hash, which is not theirs either. */
export async function findBoardOf(read: Reader, performerId: string) {
  const [goals, menu, overlay] = await Promise.all([
    read.tipGoal.findMany({ where: { performerId }, orderBy: { createdAt: 'asc' } }),
    read.tipMenuItem.findMany({ where: { performerId }, orderBy: { position: 'asc' } }),
    read.tipOverlay.findUnique({ where: { performerId }, omit: { secretHash: true } }),
  ]);
  return { goals, menu, overlay };
}

/** When a person stopped settlement as an operator, where it is stopped. */
export function findPausesBy(read: Reader, byId: string) {
  return read.operationPause.findMany({ where: { byId }, select: { name: true, at: true, reason: true } });
}

async function findPlaces(tx: Writer, side: Side, userId: string, after: TipPlace | null, most: number) {
  return tx.$queryRaw<TipPlace[]>`
    SELECT at, id FROM tip WHERE ${sides[side]} = ${userId}::uuid ${beyond(after)} ORDER BY at DESC, id LIMIT ${most}`;
}

/** Goes on from a place: what is blank already would otherwise be looked through again with every batch. */
async function blankNext(
  tx: Writer,
  {
    side,
    userId,
    after,
    most,
  }: {
    readonly side: Side;
    readonly userId: string;
    readonly after: string | null;
    readonly most: number;
  },
  change: Prisma.Sql,
): Promise<string | null> {
  const places = await findPlaces(tx, side, userId, after === null ? null : (placeOf(after) ?? null), most);
  const end = places.at(-1);
  if (end === undefined) return null;
  await tx.$executeRaw`UPDATE tip SET ${change} WHERE id = ANY (${places.map(({ id }) => id)}::uuid[])`;
  return places.length < most ? null : placeText(end);
}

/** What a person said with the next of their tips, and how they were called. What they gave stays: it moved value. */
export function blankGiven(tx: Writer, { userId }: Erased, after: string | null, most: number): Promise<string | null> {
  const change = Prisma.sql`viewer_name = '[erased]', viewer_handle = '[erased]', message = NULL, message_state = NULL`;
  return blankNext(tx, { side: 'viewer_id', userId, after, most }, change);
}

/** How a performer called what the next tips asked for. */
export function blankReceived(
  tx: Writer,
  { userId }: Erased,
  after: string | null,
  most: number,
): Promise<string | null> {
  return blankNext(tx, { side: 'performer_id', userId, after, most }, Prisma.sql`menu_item = NULL`);
}

/** Goals, menu and overlay go; the address of its page stops working. */
export async function blankBoard(tx: Writer, { userId: performerId }: Erased): Promise<void> {
  await tx.tipGoal.deleteMany({ where: { performerId } });
  await tx.tipMenuItem.deleteMany({ where: { performerId } });
  await tx.tipOverlay.deleteMany({ where: { performerId } });
}
