/**
 * Compares the books with themselves, in one snapshot, and keeps how it came out. A difference is logged each time it is
 * found, and told as news once; nothing is ever corrected here, because what is wrong is not known, only that it is.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database, Reader } from '#platform/database/index.ts';
import type { LedgerEvents } from './events.ts';
import type { BookCheck, ReconciliationRow } from './parts.ts';
import { newDifferences } from './rules/new-differences.ts';
import { ledgerChecks, takeTurn } from './store-checks.ts';
import { insertReconciliation, lockReconciliations, readReconciliation } from './store-reconciliations.ts';
import { shareChecks } from './store-shares.ts';

export interface ReconcileDeps {
  readonly database: Database;
  readonly news: LedgerEvents;
  readonly clock: Clock;
  readonly log: { error(facts: object, message: string): void };
}

/**
 * @param further identities of those who post, which the ledger does not know
 * @returns null where somebody is comparing already
 */
export async function reconcileBooks(
  { database, news, clock, log }: ReconcileDeps,
  further: readonly BookCheck[],
): Promise<ReconciliationRow | null> {
  const at = new Date(clock.now());
  const startedMs = clock.monotonicMs();
  const checks = await database.snapshot((read) => compare(read, [...ledgerChecks(), ...shareChecks(), ...further]));
  if (checks === null) return null;
  const differing = checks.filter(({ holds }) => !holds);
  if (differing.length > 0) log.error({ differing }, 'the books do not agree');
  const tookMs = Math.round(clock.monotonicMs() - startedMs);
  const row = await database.transact(async (tx) => {
    await lockReconciliations(tx);
    const fresh = newDifferences(checks, (await readReconciliation(tx))?.checks ?? null);
    const kept = await insertReconciliation(tx, { at, tookMs, holds: differing.length === 0, checks });
    const reconciliationId = String(kept.id);
    if (fresh.length > 0) {
      await news.record(tx, {
        name: 'books.differed',
        key: reconciliationId,
        body: { reconciliationId, checks: fresh },
      });
    }
    return kept;
  });
  if (!row.holds) news.deliverSoon(String(row.id));
  return row;
}

async function compare(read: Reader, all: readonly BookCheck[]): Promise<ReconciliationRow['checks'] | null> {
  if (!(await takeTurn(read))) return null;
  const checks: ReconciliationRow['checks'][number][] = [];
  for (const { name, about, run } of all) checks.push({ name, about, ...(await run(read)) });
  return checks;
}
