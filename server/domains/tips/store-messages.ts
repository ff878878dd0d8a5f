/**
 * The queries of telling about tips: one of them with all that is said of it, the newest of a session, messages that wait.
 */
import { present } from '#kernel/assert.ts';
import type { Reader, Writer } from '#platform/database/index.ts';
import type { ToldTip } from './rules/told-tip.ts';
import { tipColumns, tipTables } from './store.ts';

/** One tip, whatever it is. */
export async function findToldTip(read: Reader, id: string): Promise<ToldTip | null> {
  const [row] = await read.$queryRaw<ToldTip[]>`SELECT ${tipColumns} FROM ${tipTables} WHERE t.id = ${id}::uuid`;
  return row ?? null;
}

/** Tips whatever they are, in the order given; ids that nothing has are left out. */
export function findToldTips(read: Reader, ids: readonly string[]): Promise<ToldTip[]> {
  return read.$queryRaw`
    SELECT ${tipColumns} FROM ${tipTables} JOIN unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS asked (tip_id, place) ON t.id = tip_id
    ORDER BY place`;
}

/** The newest public tips of a session, oldest first. */
export async function findRecent(read: Reader, sessionId: string, most: number): Promise<ToldTip[]> {
  const rows = await read.$queryRaw<ToldTip[]>`
    SELECT ${tipColumns} FROM ${tipTables} WHERE t.session_id = ${sessionId}::uuid AND NOT t.private
    ORDER BY t.at DESC, t.id DESC LIMIT ${most}`;
  return rows.reverse();
}

/** Tips of a performer whose messages wait, the longest waiting first. @param withPrivate for the performer only */
export function findHeldTips(
  read: Reader,
  performerId: string,
  withPrivate: boolean,
  most: number,
): Promise<ToldTip[]> {
  return read.$queryRaw`
    SELECT ${tipColumns} FROM ${tipTables}
    WHERE t.performer_id = ${performerId}::uuid AND t.message_state = 'held' AND (${withPrivate} OR NOT t.private)
    ORDER BY t.at, t.id LIMIT ${most}`;
}

/** Who gave these tips, each once. */
export async function findGivers(read: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await read.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT viewer_id AS id FROM tip WHERE id = ANY (${[...ids]}::uuid[])`;
  return rows.map(({ id }) => id);
}

/** Decides about a message that waits. @returns false where it does not wait (any more): the first verdict stands */
export async function judgeMessage(
  tx: Writer,
  id: string,
  { verdict, by, at }: { readonly verdict: 'release' | 'remove'; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const { count } = await tx.tip.updateMany({
    where: { id, messageState: 'held' },
    data: { messageState: verdict === 'release' ? 'shown' : 'removed', judgedById: by, judgedAt: at },
  });
  return count === 1;
}

/** A place among the tips of a performer, by the transaction that wrote them. */
interface Place {
  readonly born: bigint;
  readonly id: string;
}

/** Where the reading of a performer's tips stands. */
export interface Horizon {
  /** Every transaction with a smaller number is over, one way or the other. */
  readonly done: bigint;
  /** No transaction has this number yet, nor a greater one. */
  readonly next: bigint;
  /** When it was read, by the clock that tips have their times from. */
  readonly at: Date;
}

/**
 * Public tips of transactions that are over, after a place, in the order of their numbers; where that stands; whether younger ones wait.
 * @param since so long before this, or before now where that is earlier, a tip may be: milliseconds since 1970, and milliseconds
 */
export async function readFeed(
  read: Reader,
  performerId: string,
  after: Place | null,
  { since, slackMs, most }: { readonly since: Date; readonly slackMs: number; readonly most: number },
): Promise<{ tips: (ToldTip & Place)[]; horizon: Horizon; isUnread: boolean }> {
  // One statement, so that what is over and what is seen are of one moment.
  const rows = await read.$queryRaw<(ToldTip & Place & Omit<Horizon, 'at'> & { isUnread: boolean; readAt: Date })[]>`
    WITH now AS (
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS done,
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next, date_trunc('milliseconds', clock_timestamp()) AS at
    ), fed AS (
      SELECT t.id, t.born FROM now, tip t
      WHERE t.performer_id = ${performerId}::uuid AND NOT t.private AND ${after !== null}
        AND (t.born, t.id) > (${after?.born ?? 0n}::bigint, ${after?.id ?? null}::uuid) AND t.born < now.done
        AND t.at >= least(${since}::timestamptz, now.at) - ${slackMs} * interval '1 millisecond'
      ORDER BY t.born, t.id LIMIT ${most}
    ), told AS (
      SELECT ${tipColumns}, t.born FROM ${tipTables} WHERE t.id IN (SELECT id FROM fed)
    ), unread AS (
      SELECT EXISTS (
        SELECT FROM now, tip t
        WHERE t.performer_id = ${performerId}::uuid AND NOT t.private AND ${after !== null}
          AND (t.born, t.id) > (${after?.born ?? 0n}::bigint, ${after?.id ?? null}::uuid) AND t.born >= now.done
          AND t.at >= least(${since}::timestamptz, now.at) - ${slackMs} * interval '1 millisecond'
      ) AS "isUnread"
    )
    SELECT told.*, now.done, now.next, now.at AS "readAt", "isUnread" FROM now CROSS JOIN unread LEFT JOIN told ON true ORDER BY told.born, told.id`;
  const [first] = rows;
  const { done, next, readAt: at, isUnread } = present(first, 'where reading stands');
  return { tips: rows.filter(({ id }) => id !== null), horizon: { done, next, at }, isUnread };
}
