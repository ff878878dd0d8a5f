/**
 * The queries of what a performer shows of tips: goal, menu, leaderboards. Accounts, preferences and streams belong to others
 * and are only read.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';

/** An open goal, and how much came together for it. */
export interface GoalRow {
  readonly id: string;
  readonly title: string;
  readonly targetTokens: number;
  /** Whole tokens of public tips since it was set. */
  readonly reached: bigint;
}

/** Somebody on a leaderboard. */
export interface RankRow {
  readonly rank: number;
  readonly tokens: bigint;
  readonly tips: number;
  readonly id: string;
  readonly displayName: string;
  readonly handle: string;
  /** Neither gone nor unwilling to be named in rooms. */
  readonly named: boolean;
}

/** Which tips count. `everywhere`: also those given in shows that are for adults or for holders of a ticket. */
export type Counted =
  | { readonly sessionId: string }
  | { readonly performerId: string; readonly since: Date; readonly everywhere: boolean };

/** Lets one at a time change what a performer shows, until the transaction ends. */
export async function lockBoard(tx: Writer, performerId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`tip board ${performerId}`}, 0))::text`;
}

/**
 * The goal that is not ended. What was divided stands in its row, moved there by `tip_settle` in the transaction that takes the
 * tip out of the queue; so in one statement the two are exact, and no more tips are read than came since the last settlement.
 */
export async function findGoal(read: Reader, performerId: string): Promise<GoalRow | null> {
  const [row] = await read.$queryRaw<GoalRow[]>`
    SELECT g.id, g.title, g.target_tokens AS "targetTokens", (g.settled_tokens + coalesce((
      SELECT sum(t.amount) FROM settlement_queue q JOIN tip t ON t.id = q.tip_id
      WHERE q.performer_id = g.performer_id AND q.at >= g.created_at AND NOT t.private
    ), 0))::bigint AS reached
    FROM tip_goal g WHERE g.performer_id = ${performerId}::uuid AND g.ended_at IS NULL`;
  return row ?? null;
}

/** Notes when a goal was reached; once. Ledger and goals are timed by the database's clock. */
export async function markReached(tx: Writer, goalId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE tip_goal SET reached_at = clock_timestamp() WHERE id = ${goalId}::uuid AND reached_at IS NULL`;
}

/** Ends the goal that is not ended. @returns false where there is none */
export async function endOpenGoal(tx: Writer, performerId: string): Promise<boolean> {
  const ended = await tx.$executeRaw`
    UPDATE tip_goal SET ended_at = clock_timestamp() WHERE performer_id = ${performerId}::uuid AND ended_at IS NULL`;
  return ended > 0;
}

/**
 * A new goal, from now on by the clock that times tips, while the board is locked. A tip of this very moment may be divided
 * already: it is counted here, because no settlement sees the goal before. Of those that ended the newest `kept` stay.
 */
export async function insertGoal(
  tx: Writer,
  goal: { readonly id: string; readonly performerId: string; readonly title: string; readonly target: number },
  kept: number,
): Promise<void> {
  const { id, performerId, title, target } = goal;
  await tx.$executeRaw`
    WITH moment AS MATERIALIZED (SELECT clock_timestamp()::timestamptz(3) AS now)
    INSERT INTO tip_goal (id, performer_id, title, target_tokens, created_at, settled_tokens)
    SELECT ${id}::uuid, ${performerId}::uuid, ${title}, ${target}, now, (
      SELECT coalesce(sum(t.amount), 0) FROM tip t JOIN tip_settlement s ON s.tip_id = t.id
      WHERE t.performer_id = ${performerId}::uuid AND t.at >= now AND NOT t.private
    ) FROM moment`;
  await tx.$executeRaw`
    DELETE FROM tip_goal WHERE id IN (
      SELECT id FROM tip_goal WHERE performer_id = ${performerId}::uuid AND ended_at IS NOT NULL
      ORDER BY created_at DESC, id DESC OFFSET ${kept})`;
}

/** The tip menu in its order. */
export function findMenu(read: Reader, performerId: string) {
  const select = { id: true, title: true, tokens: true } as const;
  return read.tipMenuItem.findMany({ where: { performerId }, orderBy: { position: 'asc' }, select });
}

/** Puts these items, in this order, in place of those there are. */
export async function replaceMenu(
  tx: Writer,
  performerId: string,
  items: readonly { readonly id: string; readonly title: string; readonly tokens: number }[],
): Promise<void> {
  await tx.tipMenuItem.deleteMany({ where: { performerId } });
  await tx.tipMenuItem.createMany({ data: items.map((item, position) => ({ ...item, performerId, position })) });
}

/** Who gave most, publicly and under their name, most first; equal sums share a rank and the next one is skipped. */
export function rankGivers(read: Reader, counted: Counted, most: number): Promise<RankRow[]> {
  const which =
    'sessionId' in counted
      ? Prisma.sql`session_id = ${counted.sessionId}::uuid`
      : Prisma.sql`performer_id = ${counted.performerId}::uuid AND at >= ${counted.since}::timestamptz ${placesOf(counted)}`;
  return read.$queryRaw`
    WITH given AS (
      SELECT viewer_id, sum(amount)::bigint AS tokens, count(*)::int AS tips FROM tip
      WHERE ${which} AND NOT private AND NOT anonymous GROUP BY viewer_id
    ), ranked AS (
      SELECT *, rank() OVER (ORDER BY tokens DESC)::int AS rank FROM given ORDER BY tokens DESC, viewer_id LIMIT ${most}
    )
    SELECT r.rank, r.tokens, r.tips, a.id, a.display_name AS "displayName", a.handle,
      a.disabled_at IS NULL AND coalesce(p.show_me_in_rooms, true) AS named
    FROM ranked r JOIN account a ON a.id = r.viewer_id LEFT JOIN preferences p ON p.user_id = a.id
    ORDER BY r.rank, r.viewer_id`;
}

/** A name that rises on a board while a show is on says that its person is in that show: to whom it is shut, it says nothing. */
function placesOf({ performerId, everywhere }: { readonly performerId: string; readonly everywhere: boolean }) {
  if (everywhere) return Prisma.empty;
  return Prisma.sql`AND (stream_id IS NULL OR stream_id NOT IN (
    SELECT id FROM stream WHERE performer_id = ${performerId}::uuid AND (adult OR price_tokens IS NOT NULL OR guest_id IS NOT NULL)))`;
}

/** Of a performer's sessions that are not over the newest; null: there is none. @param everywhere as in `Counted` */
export async function findSessionToShow(
  read: Reader,
  performerId: string,
  everywhere: boolean,
): Promise<string | null> {
  const [row] = await read.$queryRaw<{ id: string }[]>`
    SELECT x.id FROM stream_session x JOIN stream s ON s.id = x.stream_id
    WHERE x.performer_id = ${performerId}::uuid AND x.ended_at IS NULL
      AND (${everywhere} OR (s.state = 'LIVE' AND NOT s.adult AND s.price_tokens IS NULL AND s.guest_id IS NULL))
    ORDER BY x.started_at DESC, x.id DESC LIMIT 1`;
  return row?.id ?? null;
}

/** Rooms of a performer in which somebody may be, live ones first, each with the session it is in. */
export function findRoomsOf(
  read: Reader,
  performerId: string,
  most: number,
): Promise<{ room: string; sessionId: string | null }[]> {
  return read.$queryRaw`
    SELECT s.id AS room, x.id AS "sessionId"
    FROM stream s LEFT JOIN stream_session x ON x.stream_id = s.id AND x.ended_at IS NULL
    WHERE s.performer_id = ${performerId}::uuid AND s.state IN ('READY', 'TESTING', 'LIVE')
    ORDER BY s.state = 'LIVE' DESC, s.created_at DESC LIMIT ${most}`;
}
