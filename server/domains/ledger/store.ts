/**
 * The statements of the ledger. What they do is in prisma/migrations: tables and promises in 0015_ledger, and of a function holds what the last
 * migration that names it says (`grep -rl 'FUNCTION ledger.post(' prisma/migrations | sort | tail -1`).
 */
import type { Run } from '#platform/database/index.ts';
import type { Order, Posted } from './parts.ts';

/** bigint travels as a JSON number: Postgres reads as many digits as there are, JSON.stringify would refuse it. */
function orderText({ moves, ...order }: Order, at: number): string {
  const texts = moves.map(({ amount, ...move }) => `${JSON.stringify(move).slice(0, -1)},"amount":${amount}}`);
  return `${JSON.stringify({ n: at + 1, ...order }).slice(0, -1)},"moves":[${texts.join(',')}]}`;
}

/** Calls `ledger.post`. */
export function post(run: Run, orders: readonly Order[]): Promise<Posted[]> {
  const text = `[${orders.map(orderText).join(',')}]`;
  return run`
    SELECT outcome, transfer_id AS "transferId", at, available, promo FROM ledger.post(${text}::jsonb) ORDER BY n`;
}

/** Makes what is missing of this month's partition and those of the next. @returns how many */
export async function makePartitions(run: Run, ahead: number): Promise<number> {
  const rows = await run<{ made: number }[]>`SELECT ledger.make_partitions(${ahead}::integer) AS made`;
  return rows[0]?.made ?? 0;
}
