/**
 * What statements need beyond the entries of the ledger. Tips, shows and people belong to `tips`, `streams` and `accounts`:
 * they are joined here, read and only read, because a page is one query or it is slow.
 */
import type { Reader } from '#platform/database/index.ts';
import type { HoldPurpose } from '../ledger/index.ts';
import { accountsOf, type Book } from './parts.ts';
import type { HoldWords } from './rules/hold-words.ts';
import type { Place } from './rules/statement-lines.ts';

/** A tip on its giver's statement. */
export interface GivenRow {
  readonly id: string;
  /** Of who was given it; null: erased. */
  readonly displayName: string | null;
  readonly handle: string | null;
  readonly title: string | null;
  readonly menuItem: string | null;
  readonly private: boolean;
}

/** A settlement on a performer's statement. */
export interface DividedRow {
  readonly transferId: string;
  readonly tips: number;
  /** Of the giver, where there is one tip and it may be said; otherwise null. */
  readonly displayName: string | null;
  readonly handle: string | null;
}

/** What of tickets or calls a settlement divided on a performer's statement. */
export interface DividedHoldsRow {
  readonly transferId: string;
  readonly purpose: HoldPurpose;
  readonly many: number;
}

/** What was set aside, or what became of it. */
export interface HeldRow extends HoldWords {
  readonly transferId: string;
  /** Of the only person something of it went to; null: nobody, several, or erased. */
  readonly displayName: string | null;
  readonly handle: string | null;
}

/** The newest version of each account, of one moment; 0 where there is none. */
export async function findTops({ read, ownerId, of }: Book): Promise<Place> {
  const kinds = accountsOf[of].map(({ kind }) => kind);
  const rows = await read.$queryRaw<{ kind: string; version: bigint }[]>`
    SELECT kind, version FROM ledger.account WHERE owner_id = ${ownerId}::uuid AND kind = ANY (${kinds}::text[])`;
  return kinds.map((kind) => rows.find((row) => row.kind === kind)?.version ?? 0n);
}

/** The holds that these transfers placed or ended, and to whom what was spent went. */
export function findHeld(read: Reader, transferIds: readonly string[]): Promise<HeldRow[]> {
  const ids = [...transferIds];
  return read.$queryRaw`
    SELECT x.transfer_id AS "transferId", x.what, h.purpose, h.amount, x.posted, w.display_name AS "displayName", w.handle
    FROM (
      SELECT id AS hold_id, id AS transfer_id, 'placed' AS what, 0::bigint AS posted, at FROM ledger.hold WHERE id = ANY (${ids}::uuid[])
      UNION ALL
      SELECT hold_id, transfer_id, how, posted, at FROM ledger.hold_end WHERE transfer_id = ANY (${ids}::uuid[])
    ) x JOIN ledger.hold h ON h.id = x.hold_id
    LEFT JOIN LATERAL (
      SELECT CASE WHEN count(DISTINCT a.person_id) = 1 THEN (array_agg(a.person_id))[1] END AS person_id
      FROM ledger.move m JOIN ledger.account a ON a.id = m.to_id
      WHERE m.transfer_id = x.transfer_id AND m.at = x.at AND a.person_id <> h.owner_id
    ) p ON x.what = 'posted'
    LEFT JOIN account w ON w.id = p.person_id AND w.erased_at IS NULL`;
}

/** The tips that these transfers are. */
export function findGiven(read: Reader, transferIds: readonly string[]): Promise<GivenRow[]> {
  return read.$queryRaw`
    SELECT t.id, t.private, t.menu_item AS "menuItem", s.title,
      CASE WHEN p.erased_at IS NULL THEN p.display_name END AS "displayName",
      CASE WHEN p.erased_at IS NULL THEN p.handle END AS handle
    FROM tip t JOIN account p ON p.id = t.performer_id LEFT JOIN stream s ON s.id = t.stream_id
    WHERE t.id = ANY (${[...transferIds]}::uuid[])`;
}

/** What these transfers divided. Who gave anonymously is not read at all. */
export function findDivided(read: Reader, transferIds: readonly string[]): Promise<DividedRow[]> {
  return read.$queryRaw`
    SELECT d.transfer_id AS "transferId", d.tips, v.display_name AS "displayName", v.handle
    FROM (
      SELECT transfer_id, count(*)::integer AS tips, CASE WHEN count(*) = 1 THEN (array_agg(tip_id))[1] END AS only_tip
      FROM tip_settlement WHERE transfer_id = ANY (${[...transferIds]}::uuid[]) GROUP BY transfer_id
    ) d
    LEFT JOIN tip t ON t.id = d.only_tip AND NOT t.anonymous
    LEFT JOIN account v ON v.id = t.viewer_id AND v.disabled_at IS NULL`;
}

/** How many tickets and calls these transfers divided. Who paid for them is not read: a performer knows whom they let in. */
export function findDividedHolds(read: Reader, transferIds: readonly string[]): Promise<DividedHoldsRow[]> {
  return read.$queryRaw`
    SELECT d.settlement_id AS "transferId", h.purpose, count(*)::integer AS many
    FROM ledger.share_end d JOIN ledger.hold_end e ON e.transfer_id = d.transfer_id JOIN ledger.hold h ON h.id = e.hold_id
    WHERE d.settlement_id = ANY (${[...transferIds]}::uuid[]) GROUP BY 1, 2 ORDER BY 1, 2 DESC`;
}
