/**
 * The queries of what was given and received: lists in both directions, and figures of a performer.
 */
import type { Reader } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { TipPlace } from './rules/tip-place.ts';
import type { ToldTip } from './rules/told-tip.ts';
import { tipColumns, tipTables } from './store.ts';

/** Whose tips, in which direction, of which time. */
export interface Asked {
  readonly userId: string;
  readonly as: 'sent' | 'received';
  /** At or after; absent: from the beginning. */
  readonly from?: Date | undefined;
  /** Before; absent: until now. */
  readonly to?: Date | undefined;
}

function asked({ userId, as, from, to }: Asked): Prisma.Sql {
  const whose = as === 'sent' ? Prisma.sql`t.viewer_id` : Prisma.sql`t.performer_id`;
  return Prisma.sql`${whose} = ${userId}::uuid
    AND (${from ?? null}::timestamptz IS NULL OR t.at >= ${from ?? null}::timestamptz)
    AND (${to ?? null}::timestamptz IS NULL OR t.at < ${to ?? null}::timestamptz)`;
}

/** Newest first, beyond a place; at most `limit`. */
export function findNewest(read: Reader, given: Asked, beyond: TipPlace | null, limit: number): Promise<ToldTip[]> {
  const older =
    beyond === null
      ? Prisma.empty
      : Prisma.sql`AND t.at <= ${beyond.at}::timestamptz AND (t.at < ${beyond.at}::timestamptz OR t.id > ${beyond.id}::uuid)`;
  return read.$queryRaw`
    SELECT ${tipColumns} FROM ${tipTables} WHERE ${asked(given)} ${older} ORDER BY t.at DESC, t.id LIMIT ${limit}`;
}

/** Oldest first, after a place; at most `limit`. */
export function findOldest(read: Reader, given: Asked, after: TipPlace | undefined, limit: number): Promise<ToldTip[]> {
  const newer =
    after === undefined
      ? Prisma.empty
      : Prisma.sql`AND t.at >= ${after.at}::timestamptz AND (t.at > ${after.at}::timestamptz OR t.id < ${after.id}::uuid)`;
  return read.$queryRaw`
    SELECT ${tipColumns} FROM ${tipTables} WHERE ${asked(given)} ${newer} ORDER BY t.at, t.id DESC LIMIT ${limit}`;
}

/** In whole tokens. */
export interface TipFigures {
  readonly tips: number;
  readonly tokens: bigint;
  /** People who gave under their name; all who did not are counted as one, so that no tip of theirs is told from another's. */
  readonly tippers: number;
  readonly largest: number;
}

/**
 * What a performer was given in all: what `tip_settle` added up, and what it has not divided yet; in one statement exact.
 * @param withPrivate for themselves and staff
 */
export async function sumTips(read: Reader, performerId: string, withPrivate: boolean): Promise<TipFigures> {
  const rows = await read.$queryRaw<TipFigures[]>`
    WITH waiting AS MATERIALIZED (
      SELECT t.viewer_id, t.anonymous, t.amount FROM settlement_queue q JOIN tip t ON t.id = q.tip_id
      WHERE q.performer_id = ${performerId}::uuid AND (${withPrivate} OR NOT t.private)
    ), part AS (
      SELECT tips, tokens, largest, anonymous, named FROM tip_total
      WHERE performer_id = ${performerId}::uuid AND (${withPrivate} OR NOT private)
      UNION ALL
      SELECT count(*), coalesce(sum(w.amount), 0), coalesce(max(w.amount), 0), coalesce(bool_or(w.anonymous), false),
        count(DISTINCT w.viewer_id) FILTER (WHERE NOT w.anonymous AND NOT EXISTS (
          SELECT FROM tip_named n WHERE n.performer_id = ${performerId}::uuid AND n.viewer_id = w.viewer_id AND (${withPrivate} OR n.public)
        )) FROM waiting w
    )
    SELECT sum(tips)::integer AS tips, sum(tokens)::bigint AS tokens, max(largest) AS largest,
      (sum(named) + CASE WHEN bool_or(anonymous) THEN 1 ELSE 0 END)::integer AS tippers
    FROM part`;
  return rows[0] ?? { tips: 0, tokens: 0n, tippers: 0, largest: 0 };
}

/** Of each of the last `days` days of UTC, today included, oldest first. @param now by the clock of the caller */
export function sumDays(
  read: Reader,
  {
    performerId,
    withPrivate,
    now,
    days,
  }: {
    readonly performerId: string;
    readonly withPrivate: boolean;
    readonly now: Date;
    readonly days: number;
  },
): Promise<{ day: string; tips: number; tokens: bigint }[]> {
  return read.$queryRaw`
    WITH span AS (
      SELECT date_trunc('day', ${now}::timestamptz, 'UTC') AS today
    ), day AS (
      SELECT generate_series(span.today - make_interval(days => ${days - 1}::integer), span.today, interval '1 day') AS at
      FROM span
    ), given AS (
      SELECT date_trunc('day', t.at, 'UTC') AS at, count(*) AS tips, sum(t.amount) AS tokens FROM tip t, span
      WHERE t.performer_id = ${performerId}::uuid AND (${withPrivate} OR NOT t.private)
        AND t.at >= span.today - make_interval(days => ${days - 1}::integer)
      GROUP BY 1
    )
    SELECT to_char(day.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, coalesce(given.tips, 0)::integer AS tips,
      coalesce(given.tokens, 0)::bigint AS tokens
    FROM day LEFT JOIN given USING (at) ORDER BY day.at`;
}
