/**
 * The movements of one account of the ledger, newest first.
 */
import { fineTokensText } from '#kernel/money.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { readAccount, readAccountMoves } from '../ledger/index.ts';
import { ledgerAccountNotFound } from './errors.ts';
import { noteLook } from './note-look.ts';
import type { Acting, AdminDeps } from './parts.ts';

export interface LedgerAccountQuery {
  /** Digits. */
  readonly id: string;
  /** `next` of the page before; one that was made up finds nothing. */
  readonly before: string | undefined;
}

const most = 100;

/** @throws NOT_FOUND */
export async function viewLedgerAccount(
  deps: Pick<AdminDeps, 'database' | 'clock'>,
  acting: Acting,
  { id, before }: LedgerAccountQuery,
): Promise<AnswerOf<typeof routes.listAccountMoves>> {
  const { read } = deps.database;
  const account = await readAccount(read, BigInt(id));
  if (account === null) throw ledgerAccountNotFound();
  await noteLook(deps, acting, { kind: 'ledger-account', id });
  const { moves, next } = await readAccountMoves(read, account, before ?? null, most);
  const { kind, ownerId, balance } = account;
  return {
    account: { id: String(account.id), kind, ownerId, balance: fineTokensText(balance) },
    moves: moves.map((move) => ({
      ...{ transferId: move.transferId, at: move.at.toISOString(), kind: move.kind },
      ...{ amount: fineTokensText(move.amount), balance: move.balance === null ? null : fineTokensText(move.balance) },
    })),
    next,
  };
}
