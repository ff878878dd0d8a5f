/**
 * One transfer with both sides of each of its movements.
 */
import { fineTokensText } from '#kernel/money.ts';
import type { Transfer } from '#protocol/http/economy.ts';
import { readTransfer, type SideRow } from '../ledger/index.ts';
import { transferNotFound } from './errors.ts';
import { noteLook } from './note-look.ts';
import type { Acting, AdminDeps } from './parts.ts';

/** @throws NOT_FOUND */
export async function viewTransfer(
  deps: Pick<AdminDeps, 'database' | 'clock'>,
  acting: Acting,
  id: string,
): Promise<Transfer> {
  const row = await readTransfer(deps.database.read, id);
  if (row === null) throw transferNotFound();
  await noteLook(deps, acting, { kind: 'transfer', id });
  const { at, kind, key, moves } = row;
  return {
    ...{ id, at: at.toISOString(), kind },
    key: key === null ? null : { ownerId: key.ownerId, route: key.route, key: key.key },
    moves: moves.map(({ n, amount, from, to }) => ({
      ...{ n, amount: fineTokensText(amount), from: sideOf(from), to: sideOf(to) },
    })),
  };
}

function sideOf({ id, kind, ownerId, balance }: SideRow): Transfer['moves'][number]['from'] {
  return { id: String(id), kind, ownerId, balance: balance === null ? null : fineTokensText(balance) };
}
