/**
 * The statements of holds. What they do is in the last of prisma/migrations that names the function (see `store.ts`).
 */
import type { Reader, Run } from '#platform/database/index.ts';
import type { Ended, EndOrder, HoldOrder, HoldRow, Placed } from './parts.ts';

/** bigint travels as a JSON number, as in `post`. */
function json(fields: Readonly<Record<string, unknown>>, amounts: string): string {
  return `${JSON.stringify(fields).slice(0, -1)},${amounts}}`;
}

function endText({ moves, ...order }: EndOrder, at: number): string {
  if (moves === 'void') return JSON.stringify({ n: at + 1, how: 'void', ...order });
  const legs = moves.map(({ amount, ...move }) => json(move, `"amount":${amount}`));
  return json({ n: at + 1, how: 'post', ...order }, `"moves":[${legs.join(',')}]`);
}

/** Calls `ledger.place_holds`. */
export function place(run: Run, orders: readonly HoldOrder[]): Promise<Placed[]> {
  const texts = orders.map(({ amount, ...order }, at) => json({ n: at + 1, ...order }, `"amount":${amount}`));
  return run`
    SELECT outcome, hold_id AS "holdId", at, expires_at AS "expiresAt", available, promo, why
    FROM ledger.place_holds(${`[${texts.join(',')}]`}::jsonb) ORDER BY n`;
}

/** Calls `ledger.resolve_holds`. */
export function resolve(run: Run, orders: readonly EndOrder[]): Promise<Ended[]> {
  return run`
    SELECT outcome, how, transfer_id AS "transferId", at, posted, promo, available
    FROM ledger.resolve_holds(${`[${orders.map(endText).join(',')}]`}::jsonb) ORDER BY n`;
}

/** Ends at most `most` holds whose time is over. @returns how many */
export async function expire(run: Run, most: number): Promise<number> {
  const rows = await run<{ many: number }[]>`SELECT ledger.expire_holds(${most}::integer) AS many`;
  return rows[0]?.many ?? 0;
}

/** All that somebody ever held, oldest first. @param after the last of the page before */
export function readHolds(
  read: Reader,
  ownerId: string,
  after: Pick<HoldRow, 'at' | 'id'> | undefined,
  limit: number,
): Promise<HoldRow[]> {
  const at = after?.at.toISOString() ?? '-infinity';
  const id = after?.id ?? '00000000-0000-0000-0000-000000000000';
  return read.$queryRaw`
    SELECT h.id, h.source, h.purpose, h.amount, h.promo, h.at, h.expires_at AS "expiresAt",
      e.how, e.at AS "endedAt", e.posted
    FROM ledger.hold h LEFT JOIN ledger.hold_end e ON e.hold_id = h.id
    WHERE h.owner_id = ${ownerId}::uuid AND (h.at, h.id) > (${at}::timestamptz, ${id}::uuid)
    ORDER BY h.at, h.id LIMIT ${limit}::integer`;
}

/** How many are open, and since when the longest over of them waits to be given back; null: none does. */
export async function readOpenHolds(read: Reader): Promise<{ many: number; overSince: Date | null }> {
  const rows = await read.$queryRaw<{ many: number; overSince: Date | null }[]>`
    SELECT count(*)::integer AS many, min(expires_at) FILTER (WHERE expires_at <= clock_timestamp()) AS "overSince" FROM ledger.hold_open`;
  return rows[0] ?? { many: 0, overSince: null };
}
