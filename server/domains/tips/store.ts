/**
 * The statements of tips. What accepting (`tip_accept`) and dividing (`tip_settle`) do is in prisma/migrations: of a function holds what the
 * last migration that names it says (`grep -rl 'FUNCTION tip_accept(' prisma/migrations | sort | tail -1`).
 */
import { hashSecret } from '#kernel/ids.ts';
import type { Reader, Run } from '#platform/database/index.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { WordingReason } from '#protocol/socket/chat.ts';
import type { ToldTip } from './rules/told-tip.ts';

/** Of tips `t` with their people `v` and `p`: what a `ToldTip` has. */
export const tipColumns = Prisma.sql`
  t.id, t.at, t.viewer_id AS "viewerId", t.viewer_name AS "viewerName", t.viewer_handle AS "viewerHandle",
  v.disabled_at IS NOT NULL AS "viewerGone", t.performer_id AS "performerId", p.display_name AS "performerName",
  p.handle AS "performerHandle", t.stream_id AS "streamId", t.amount, t.creator_units AS "creatorUnits", t.private,
  t.anonymous, t.menu_item AS "menuItem", t.message, t.message_state AS "messageState", t.reasons,
  EXISTS (SELECT FROM tip_settlement s WHERE s.tip_id = t.id) AS settled`;
export const tipTables = Prisma.sql`tip t JOIN account v ON v.id = t.viewer_id JOIN account p ON p.id = t.performer_id`;

/** A tip with all that its giver is answered. */
export interface TipRow extends ToldTip {
  /** What the giver could spend afterwards, in whole tokens. */
  readonly balanceAfter: bigint;
}

/** A tip that is asked for; every decision but those of money is made. */
export interface TipOrder {
  readonly id: string;
  readonly viewer: string;
  readonly viewerName: string;
  readonly viewerHandle: string;
  readonly performer: string;
  readonly session: string | null;
  /** What holds where there is no session. */
  readonly split: { readonly name: string; readonly version: number };
  readonly amount: number;
  readonly private: boolean;
  readonly anonymous: boolean;
  readonly message: string | null;
  readonly messageState: 'shown' | 'held' | null;
  readonly reasons: readonly WordingReason[];
  readonly menuItem: string | null;
  readonly key: string;
  readonly hash: string;
}

export interface Accepted {
  readonly outcome: 'posted' | 'replayed' | 'key_reused' | 'insufficient' | 'busy' | 'not_live' | 'gone' | 'limited';
  /** Of the tip that stands under the key; null where none does. */
  readonly tipId: string | null;
  /** When the tip that stands was accepted; null where none does. */
  readonly at: Date | null;
  /** What the giver could spend afterwards, in ledger units; null where nothing was asked of the ledger. */
  readonly available: bigint | null;
  /** Of `limited`: `why`, and what goes with it. */
  readonly why: Readonly<Record<string, unknown>> | null;
}

/** Asks for tips in one call, which waits for nobody's wallet; the answers are in the order of the tips. @param reactions to `tip.accepted` */
export function accept(run: Run, orders: readonly TipOrder[], reactions: readonly string[]): Promise<Accepted[]> {
  const asked = JSON.stringify(orders.map((order, at) => ({ n: at + 1, ...order })));
  return run<Accepted[]>`
    SELECT outcome, tip_id AS "tipId", at, available, why
    FROM tip_accept(${asked}::jsonb, false, ${[...reactions]}::text[]) ORDER BY n`;
}

/** Takes a wallet until the statement is over. @returns false where somebody else has it */
export async function takeWallet(run: Run, owner: string): Promise<boolean> {
  const taken = await run<unknown[]>`SELECT w::text FROM ledger.take_wallets(ARRAY[${owner}]::uuid[], false) AS w`;
  return taken.length > 0;
}

/** What was accepted under a key before. @param key as the client chose it; the ledger keeps its hash (`ledger.hash_key`) */
export async function findKept(
  read: Reader,
  viewerId: string,
  key: string,
): Promise<{ tipId: string; hash: string } | undefined> {
  const [row] = await read.$queryRaw<{ tipId: string; hash: string }[]>`
    SELECT transfer_id AS "tipId", request_hash AS hash FROM ledger.key
    WHERE owner_id = ${viewerId}::uuid AND route = 'tips' AND key = ${hashSecret(key)}`;
  return row;
}

/** What a person said with tips to a performer since, newest first; at most `most`. */
export async function findSaid(
  read: Reader,
  { viewerId, performerId }: { readonly viewerId: string; readonly performerId: string },
  since: Date,
  take: number,
): Promise<{ message: string | null; at: Date }[]> {
  return read.tip.findMany({
    where: { viewerId, performerId, at: { gt: since }, message: { not: null } },
    ...{ select: { message: true, at: true }, orderBy: [{ at: 'desc' }, { id: 'asc' }], take },
  });
}

/** One tip, for its giver. */
export async function findTip(read: Reader, id: string): Promise<TipRow | null> {
  const [row] = await read.$queryRaw<TipRow[]>`
    SELECT ${tipColumns}, t.balance_after AS "balanceAfter" FROM ${tipTables} WHERE t.id = ${id}::uuid`;
  return row ?? null;
}

/** The entry of a performer's menu. */
export async function findMenuItem(
  read: Reader,
  performerId: string,
  id: string,
): Promise<{ title: string; tokens: number } | null> {
  return read.tipMenuItem.findFirst({ where: { id, performerId }, select: { title: true, tokens: true } });
}
