/**
 * The statements of settlement: what waits, dividing it, telling whose it was, stopping it.
 */
import type { Reader, Run, Writer } from '#platform/database/index.ts';

/** What waits to be divided. */
export interface Waiting {
  /** Also shares of tickets and calls, which `ledger` divides: an operator watches one queue. */
  readonly tips: number;
  readonly oldestAt: Date | null;
}

/** A tip that was divided, and whom it concerns. */
export interface DividedTip {
  readonly id: string;
  readonly viewerId: string;
  readonly performerId: string;
}

/** Since when dividing is stopped, and why. */
export interface Pause {
  readonly at: Date;
  readonly reason: string;
}

/** Performers with something to divide, the longest waiting first; at most `limit`. */
export async function findWaitingPerformers(read: Reader, limit: number): Promise<string[]> {
  const rows = await read.$queryRaw<{ id: string }[]>`
    SELECT performer_id AS id FROM settlement_queue GROUP BY 1 ORDER BY min(at) LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Divides at most `most` tips of a performer in one transfer. @returns how many; 0 while dividing is stopped */
export async function settle(run: Run, performerId: string, most: number, transferId: string): Promise<number> {
  const rows = await run<{ settled: number }[]>`
    SELECT tip_settle(${performerId}::uuid, ${most}::integer, ${transferId}::uuid) AS settled`;
  return rows[0]?.settled ?? 0;
}

/** The tips that a transfer divided. */
export function findDivided(read: Reader, transferId: string): Promise<DividedTip[]> {
  return read.$queryRaw`
    SELECT t.id, t.viewer_id AS "viewerId", t.performer_id AS "performerId"
    FROM tip_settlement s JOIN tip t ON t.id = s.tip_id WHERE s.transfer_id = ${transferId}::uuid ORDER BY t.at, t.id`;
}

/** How much waits. */
export async function countWaiting(read: Reader): Promise<Waiting> {
  const rows = await read.$queryRaw<Waiting[]>`
    SELECT count(*)::integer AS tips, min(at) AS "oldestAt"
    FROM (SELECT at FROM settlement_queue UNION ALL SELECT at FROM ledger.share_open) w`;
  return rows[0] ?? { tips: 0, oldestAt: null };
}

/** Null: dividing goes on. */
export async function findPause(read: Reader): Promise<Pause | null> {
  return read.operationPause.findUnique({ where: { name: 'settlement' }, select: { at: true, reason: true } });
}

/** Stops dividing; where it is stopped already nothing changes. */
export async function insertPause(tx: Writer, { at, byId, reason }: Pause & { readonly byId: string }): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO operation_pause (name, at, by_id, reason)
    VALUES ('settlement', ${at}::timestamptz, ${byId}::uuid, ${reason}) ON CONFLICT DO NOTHING`;
}

/** Lets dividing go on. */
export async function deletePause(tx: Writer): Promise<void> {
  await tx.operationPause.deleteMany({ where: { name: 'settlement' } });
}
