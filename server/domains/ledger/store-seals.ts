/**
 * The seals of the ledger. What one is made of is in prisma/migrations/0025_ledger_seal.
 */
import type { Reader, Run } from '#platform/database/index.ts';
import type { Contradiction } from './parts.ts';

interface AddedSeal {
  readonly n: bigint;
  readonly hash: string;
  readonly transfers: number;
  readonly moves: number;
}

/** Calls `ledger.add_seal`. @param most transfers, 1 to 10,000 @returns null: there was nothing to seal, or another seals */
export async function addSeal(run: Run, most: number): Promise<AddedSeal | null> {
  const rows = await run<AddedSeal[]>`SELECT n, hash, transfers, moves FROM ledger.add_seal(${most}::integer)`;
  return rows[0] ?? null;
}

/** When the first transfer that is not sealed was posted; null: all are. A step in an index. */
export async function readUnsealedSince(read: Reader): Promise<Date | null> {
  const rows = await read.$queryRaw<{ at: Date }[]>`
    SELECT k.at FROM ledger.key k
    WHERE k.place > coalesce((SELECT s.last FROM ledger.seal s ORDER BY s.n DESC LIMIT 1), 0)
    ORDER BY k.place LIMIT 1`;
  return rows[0]?.at ?? null;
}

/** The newest seal as an operator notes it down, `number:hash`; null: nothing is sealed yet. */
export async function readSealHead(read: Reader): Promise<string | null> {
  const rows = await read.$queryRaw<{ head: string }[]>`
    SELECT n || ':' || hash AS head FROM ledger.seal ORDER BY n DESC LIMIT 1`;
  return rows[0]?.head ?? null;
}

/** What is wrong with the sealing, without computing a hash: transfers that wait, and the newest hundred seals' links. */
export function findSealingFaults(read: Reader): Promise<Contradiction[]> {
  return read.$queryRaw`
    WITH newest AS (
      SELECT s.n, s.first, s.last, s.hash, s.previous_hash FROM ledger.seal s ORDER BY s.n DESC LIMIT 100
    ), linked AS (
      SELECT n, first, previous_hash, n - lag(n) OVER chain AS step, lag(last) OVER chain AS last_before,
        lag(hash) OVER chain AS hash_before
      FROM newest WINDOW chain AS (ORDER BY n)
    ), waiting AS (
      SELECT k.transfer_id, k.at FROM ledger.key k
      WHERE k.place > coalesce((SELECT last FROM newest ORDER BY n DESC LIMIT 1), 0) AND k.at < now() - interval '10 minutes'
    )
    SELECT "transferId", NULL AS "accountId", note, count(*) OVER ()::integer AS total FROM (
      (SELECT transfer_id::text AS "transferId", 'not sealed since ' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS note
        FROM waiting ORDER BY at LIMIT 20)
      UNION ALL
      SELECT NULL, format('seal %s does not follow the one before it', n) FROM linked
      WHERE step <> 1 OR first <= last_before OR previous_hash <> hash_before
    ) faults ORDER BY note DESC LIMIT 20`;
}
