/**
 * What an operator sees of tips by day. They belong to `tips`; they are summed here, read and only read.
 */
import type { Reader } from '#platform/database/index.ts';

/** A day, UTC. */
export interface MoneyDayRow {
  readonly day: string;
  readonly tips: number;
  /** Whole tokens. */
  readonly tokens: bigint;
  /** In ledger units. */
  readonly platform: bigint;
}

/** The last 30, oldest first; also those without a tip. Reads every tip of them. */
export function sumMoneyDays(read: Reader): Promise<MoneyDayRow[]> {
  return read.$queryRaw`
    WITH of_day AS (
      SELECT date_trunc('day', at) AS day, count(*) AS tips, sum(amount) AS tokens, sum(platform_units) AS platform FROM tip
      WHERE at >= date_trunc('day', now()) - interval '29 days' GROUP BY 1
    )
    SELECT to_char(d.day, 'YYYY-MM-DD') AS day, coalesce(o.tips, 0)::integer AS tips,
      coalesce(o.tokens, 0)::bigint AS tokens, coalesce(o.platform, 0)::bigint AS platform
    FROM generate_series(date_trunc('day', now()) - interval '29 days', date_trunc('day', now()), interval '1 day') AS d (day)
    LEFT JOIN of_day o ON o.day = d.day ORDER BY d.day`;
}
