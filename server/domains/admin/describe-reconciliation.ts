/**
 * A comparison of the books as operators read it.
 */
import type { Reconciliation } from '#protocol/http/economy.ts';
import type { ReconciliationRow } from '../ledger/index.ts';

/** Numbers become strings of digits. */
export function describeReconciliation({ id, at, tookMs, holds, checks }: ReconciliationRow): Reconciliation {
  return {
    ...{ id: String(id), at: at.toISOString(), tookMs, holds },
    checks: checks.map(({ name, about, expected, found, holds: agrees, examples }) => ({
      ...{ name, about, expected, found, holds: agrees },
      examples: examples.map(({ transferId, accountId, note }) => ({ transferId, accountId, note })),
    })),
  };
}
