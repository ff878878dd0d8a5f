/**
 * One comparison of the books, with examples of what did not agree.
 */
import type { Reconciliation } from '#protocol/http/economy.ts';
import { readReconciliation } from '../ledger/index.ts';
import { describeReconciliation } from './describe-reconciliation.ts';
import { reconciliationNotFound } from './errors.ts';
import { noteLook } from './note-look.ts';
import type { Acting, AdminDeps } from './parts.ts';

/** @param id digits @throws NOT_FOUND */
export async function viewReconciliation(
  deps: Pick<AdminDeps, 'database' | 'clock'>,
  acting: Acting,
  id: string,
): Promise<Reconciliation> {
  const row = await readReconciliation(deps.database.read, BigInt(id));
  if (row === null) throw reconciliationNotFound();
  await noteLook(deps, acting, { kind: 'reconciliation', id });
  return describeReconciliation(row);
}
