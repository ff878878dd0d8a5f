/**
 * What accounts hold. The balance of a maintained one stands in its row; of an appended one it is the sum of its movements,
 * read from an index that holds the amounts: some milliseconds for ten thousand.
 */
import type { Reader } from '#platform/database/index.ts';
import type { AccountRow, KindRow } from './parts.ts';

/**
 * What somebody has: kind → ledger units, one snapshot; kinds they have no account of are not in it.
 * @param kinds only these; name maintained ones where it must be quick however much happened. Absent: all
 */
export async function readBalances(
  read: Reader,
  ownerId: string,
  kinds?: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await read.$queryRaw<{ kind: string; balance: bigint }[]>`
    SELECT a.kind, CASE WHEN a.maintained THEN a.balance ELSE (
        SELECT coalesce(sum(amount), 0) FROM ledger.move WHERE to_id = a.id AND to_version IS NULL
      ) - (
        SELECT coalesce(sum(amount), 0) FROM ledger.move WHERE from_id = a.id AND from_version IS NULL
      ) END::bigint AS balance
    FROM ledger.account a
    WHERE a.owner_id = ${ownerId}::uuid AND (${kinds ?? null}::text[] IS NULL OR a.kind = ANY (${kinds ?? null}::text[]))`;
  return new Map(rows.map(({ kind, balance }) => [kind, balance]));
}

/** What people can spend now, given tokens included: owner → ledger units, one snapshot; nobody is left out. */
export async function readSpendable(read: Reader, ownerIds: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
  const rows = await read.$queryRaw<{ id: string; balance: bigint }[]>`
    SELECT o.id, coalesce(sum(a.balance), 0)::bigint AS balance
    FROM unnest(${[...ownerIds]}::uuid[]) AS o (id)
    LEFT JOIN ledger.account a ON a.owner_id = o.id AND a.kind IN ('wallet:paid', 'wallet:promo') GROUP BY 1`;
  return new Map(rows.map(({ id, balance }) => [id, balance]));
}

/** One account as it stands; null: there is none. */
export async function readAccount(read: Reader, id: bigint): Promise<AccountRow | null> {
  const rows = await read.$queryRaw<AccountRow[]>`
    SELECT a.id, a.kind, a.unit, a.person_id AS "ownerId", a.maintained,
      CASE WHEN a.maintained THEN a.balance ELSE (
        SELECT coalesce(sum(amount), 0) FROM ledger.move WHERE to_id = a.id AND to_version IS NULL
      ) - (
        SELECT coalesce(sum(amount), 0) FROM ledger.move WHERE from_id = a.id AND from_version IS NULL
      ) END::bigint AS balance
    FROM ledger.account a WHERE a.id = ${id}::bigint`;
  return rows[0] ?? null;
}

/**
 * All accounts by kind, one snapshot; also kinds of which there is none. Reads every movement of appended accounts once:
 * for operators, not for pages of people.
 */
export function readKinds(read: Reader): Promise<KindRow[]> {
  return read.$queryRaw`
    WITH appended AS (
      SELECT to_id AS id, sum(amount) AS amount FROM ledger.move WHERE to_version IS NULL GROUP BY 1
      UNION ALL
      SELECT from_id, -sum(amount) FROM ledger.move WHERE from_version IS NULL GROUP BY 1
    ), by_kind AS (
      SELECT a.kind, sum(s.amount) AS amount FROM appended s JOIN ledger.account a USING (id) GROUP BY 1
    ), kept AS (
      SELECT kind, count(*)::integer AS accounts, sum(balance) AS amount FROM ledger.account GROUP BY 1
    )
    SELECT k.kind, k.unit, coalesce(kept.accounts, 0) AS accounts,
      (coalesce(kept.amount, 0) + coalesce(by_kind.amount, 0))::bigint AS balance
    FROM ledger.kind k LEFT JOIN kept USING (kind) LEFT JOIN by_kind USING (kind) ORDER BY k.kind`;
}
