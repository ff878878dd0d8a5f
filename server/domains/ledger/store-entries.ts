/**
 * Movements as they are read: along one account, and one transfer as a whole. Pages go on from where the last one ended
 * (an index finds the place), so the thousandth is as quick as the first.
 */
import type { Reader } from '#platform/database/index.ts';
import type { AccountMoveRow, AccountRow, EntryPage, EntryRow, TransferRow } from './parts.ts';

const greatestVersion = 9_223_372_036_854_775_807n;
/** Where a page of an appended account ends: milliseconds since 1970, transfer, number. */
const place = /^(\d{1,14}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{1,5})$/;

/**
 * Entries of one maintained account along its versions, by functions whose plans are kept (prisma/migrations/0028_long_history); none where
 * the owner has no account of this kind.
 */
export function readEntries(
  read: Reader,
  { ownerId, kind }: { readonly ownerId: string; readonly kind: string },
  { first, beyond, from, to, limit }: EntryPage,
): Promise<EntryRow[]> {
  const since = from?.toISOString() ?? '-infinity';
  const until = to?.toISOString() ?? 'infinity';
  if (first === 'oldest') {
    return read.$queryRaw`
      SELECT e.transfer_id AS "transferId", e.n, e.at, e.kind, e.amount, e.version, e.balance,
        o.kind AS "otherKind", o.person_id AS "otherOwnerId"
      FROM ledger.account a, ledger.entries_up(a.id, ${beyond ?? 0n}::bigint, ${since}::timestamptz, ${until}::timestamptz, ${limit}::integer) e
      JOIN ledger.account o ON o.id = e.other_id
      WHERE a.owner_id = ${ownerId}::uuid AND a.kind = ${kind} AND a.maintained ORDER BY e.version`;
  }
  return read.$queryRaw`
    SELECT e.transfer_id AS "transferId", e.n, e.at, e.kind, e.amount, e.version, e.balance,
      o.kind AS "otherKind", o.person_id AS "otherOwnerId"
    FROM ledger.account a, ledger.entries_down(a.id, ${beyond ?? greatestVersion}::bigint, ${since}::timestamptz, ${until}::timestamptz, ${limit}::integer) e
    JOIN ledger.account o ON o.id = e.other_id
    WHERE a.owner_id = ${ownerId}::uuid AND a.kind = ${kind} AND a.maintained ORDER BY e.version DESC`;
}

interface MoveRow {
  readonly at: Date;
  readonly kind: string;
  readonly n: number;
  readonly amount: bigint;
  readonly from_id: bigint;
  readonly from_kind: string;
  readonly from_owner: string | null;
  readonly from_balance: bigint | null;
  readonly to_id: bigint;
  readonly to_kind: string;
  readonly to_owner: string | null;
  readonly to_balance: bigint | null;
  readonly key_owner: string | null;
  readonly route: string | null;
  readonly key: string | null;
}

/** A transfer with its key and both sides of each movement; null: there is none. */
export async function readTransfer(read: Reader, id: string): Promise<TransferRow | null> {
  const rows = await read.$queryRaw<MoveRow[]>`
    SELECT m.at, m.kind, m.n, m.amount,
      m.from_id, f.kind AS from_kind, f.person_id AS from_owner, m.from_balance,
      m.to_id, t.kind AS to_kind, t.person_id AS to_owner, m.to_balance,
      k.owner_id AS key_owner, k.route, k.key
    FROM ledger.move m
    JOIN ledger.account f ON f.id = m.from_id
    JOIN ledger.account t ON t.id = m.to_id
    LEFT JOIN ledger.key k ON k.transfer_id = m.transfer_id
    WHERE m.transfer_id = ${id}::uuid ORDER BY m.n`;
  const [row] = rows;
  if (row === undefined) return null;
  const { at, kind, key_owner: ownerId, route, key } = row;
  return {
    ...{ id, at, kind, key: ownerId === null || route === null || key === null ? null : { ownerId, route, key } },
    moves: rows.map((move) => ({
      ...{ n: move.n, amount: move.amount },
      from: { id: move.from_id, kind: move.from_kind, ownerId: move.from_owner, balance: move.from_balance },
      to: { id: move.to_id, kind: move.to_kind, ownerId: move.to_owner, balance: move.to_balance },
    })),
  };
}

/**
 * Movements of any account, newest first: of a maintained one along its versions, of the others along time.
 * @param before `next` of the page before; null: from the newest. One that was made up finds nothing
 * @returns `next` null: these are the oldest
 */
export async function readAccountMoves(
  read: Reader,
  account: Pick<AccountRow, 'id' | 'maintained'>,
  before: string | null,
  limit: number,
): Promise<{ moves: AccountMoveRow[]; next: string | null }> {
  const found = await (account.maintained ? numbered : appended)(read, account.id, before, limit + 1);
  const moves = found.slice(0, limit);
  const last = moves.at(-1);
  if (last === undefined || found.length === moves.length) return { moves, next: null };
  return { moves, next: account.maintained ? `${last.version}` : `${last.at.getTime()} ${last.transferId} ${last.n}` };
}

interface FoundMove extends AccountMoveRow {
  readonly version: bigint | null;
}

async function numbered(read: Reader, id: bigint, before: string | null, limit: number): Promise<FoundMove[]> {
  if (before !== null && !/^\d{1,18}$/.test(before)) return [];
  return read.$queryRaw`
    SELECT transfer_id AS "transferId", n, at, kind, amount, version, balance FROM ledger.entries_down(
      ${id}::bigint, ${before === null ? greatestVersion : BigInt(before)}::bigint, '-infinity', 'infinity', ${limit}::integer
    ) ORDER BY version DESC`;
}

async function appended(read: Reader, id: bigint, before: string | null, limit: number): Promise<FoundMove[]> {
  if (before === null) {
    return read.$queryRaw`
      SELECT transfer_id AS "transferId", n, at, kind, amount, version, balance FROM ledger.entry
      WHERE account_id = ${id}::bigint AND version IS NULL
      ORDER BY at DESC, transfer_id DESC, n DESC LIMIT ${limit}::integer`;
  }
  const [, ms, transferId, n] = place.exec(before) ?? [];
  if (ms === undefined) return [];
  const at = new Date(Number(ms));
  return read.$queryRaw`
    SELECT transfer_id AS "transferId", n, at, kind, amount, version, balance FROM ledger.entry
    WHERE account_id = ${id}::bigint AND version IS NULL AND at <= ${at}::timestamptz
      AND (at, transfer_id, n) < (${at}::timestamptz, ${transferId}::uuid, ${Number(n)}::integer)
    ORDER BY at DESC, transfer_id DESC, n DESC LIMIT ${limit}::integer`;
}
