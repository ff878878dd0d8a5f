/**
 * Looks into the bank while everything moves: each snapshot must show the same total, nobody below zero, and each wallet where its
 * newest movement says it is. Beside it one settles, as the job does.
 */

import pg from 'pg';
import { sleep } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import type { Cast } from './messages.ts';

export interface Watched {
  readonly snapshots: number;
  /** What a snapshot showed that cannot be; there must be none. */
  readonly wrong: readonly string[];
  /** Tips that were divided meanwhile. */
  readonly divided: number;
  readonly moves: string;
}

interface Snapshot {
  readonly total: string;
  readonly below: number;
  readonly astray: number;
  readonly moves: string;
}

/** One statement, so one snapshot. \`astray\`: of a hundred wallets at random. */
const snapshot = `
  SELECT ((SELECT sum(balance) FROM ledger.account) + (
      SELECT coalesce(sum(CASE WHEN to_version IS NULL THEN amount ELSE 0 END - CASE WHEN from_version IS NULL THEN amount ELSE 0 END), 0)
      FROM ledger.move WHERE kind <> 'issue'
    ))::text AS total,
    (SELECT count(*) FROM ledger.account WHERE floored AND balance < 0)::int AS below,
    (SELECT count(*) FROM (SELECT * FROM ledger.account WHERE maintained AND version > 0 ORDER BY random() LIMIT 100) a
      WHERE (a.version, a.balance) IS DISTINCT FROM (
        SELECT (e.version, e.balance) FROM ledger.entry e WHERE e.account_id = a.id AND e.version IS NOT NULL ORDER BY e.version DESC LIMIT 1
      ))::int AS astray,
    (SELECT count(*) FROM ledger.move)::text AS moves`;

const pauseMs = 250;

/** Until the signal; what is under way then is waited for. */
export async function watch(
  { databaseUrl, performers, total }: Cast & { readonly total: bigint },
  signal: AbortSignal,
): Promise<Watched> {
  const wrong: string[] = [];
  let snapshots = 0;
  let divided = 0;
  let moves = '0';
  const open = async (work: (client: pg.Client) => Promise<void>): Promise<void> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      while (!signal.aborted) {
        await work(client);
        await sleep(pauseMs, signal).catch(() => undefined);
      }
    } finally {
      await client.end();
    }
  };
  const look = async (client: pg.Client): Promise<void> => {
    const [row] = (await client.query<Snapshot>(snapshot)).rows;
    snapshots += 1;
    moves = row?.moves ?? moves;
    if (row?.total !== String(total) || row.below > 0 || row.astray > 0) wrong.push(JSON.stringify(row));
  };
  const settle = async (client: pg.Client): Promise<void> => {
    for (const performer of performers) {
      const { rows } = await client.query<{ many: number }>('SELECT tip_settle($1, 500, $2) AS many', [
        performer,
        newId(),
      ]);
      divided += rows[0]?.many ?? 0;
    }
  };
  await Promise.all([open(look), open(look), open(settle)]);
  return { snapshots, wrong, divided, moves };
}
