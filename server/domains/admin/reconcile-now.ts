/**
 * Compares the books because an admin wants to know now. Nothing is corrected.
 */
import type { Reconciliation } from '#protocol/http/economy.ts';
import { recordAudit } from '../audit/index.ts';
import { describeReconciliation } from './describe-reconciliation.ts';
import { booksAreCompared } from './errors.ts';
import type { Acting, MoneyDeps } from './parts.ts';

/** @throws CONFLICT where they are being compared already */
export async function reconcileNow({ database, clock, reconcile }: MoneyDeps, acting: Acting): Promise<Reconciliation> {
  const row = await reconcile();
  if (row === null) throw booksAreCompared();
  await database.transact((tx) =>
    recordAudit(tx, {
      ...{ actor: acting.userId, action: 'money.reconciled', subject: { kind: 'reconciliation', id: String(row.id) } },
      facts: { holds: row.holds },
      ...{ ip: acting.ip, at: new Date(clock.now()) },
    }),
  );
  return describeReconciliation(row);
}
