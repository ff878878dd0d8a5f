/**
 * Compares the books with themselves, in one snapshot, and keeps how it came out. Who looks at the log, the metric or the
 * operator's page hears of a difference; nothing is ever corrected here, because what is wrong is not known, only that it is.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database, Reader } from '#platform/database/index.ts';
import type { BookCheck, ReconciliationRow } from './parts.ts';
import { ledgerChecks, takeTurn } from './store-checks.ts';
import { insertReconciliation } from './store-reconciliations.ts';

export interface ReconcileDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: { error(facts: object, message: string): void };
  /** Notes how many identities did not hold, and when (milliseconds since 1970). */
  readonly noteDiffering: (count: number, atMs: number) => void;
}

/**
 * @param further identities of those who post, which the ledger does not know
 * @returns null where somebody is comparing already
 */
export async function reconcileBooks(
  { database, clock, log, noteDiffering }: ReconcileDeps,
  further: readonly BookCheck[],
): Promise<ReconciliationRow | null> {
  const at = new Date(clock.now());
  const startedMs = clock.monotonicMs();
  const checks = await database.snapshot((read) => compare(read, [...ledgerChecks(), ...further]));
  if (checks === null) return null;
  const differing = checks.filter(({ holds }) => !holds);
  noteDiffering(differing.length, at.getTime());
  if (differing.length > 0) log.error({ differing }, 'the books do not agree');
  const tookMs = Math.round(clock.monotonicMs() - startedMs);
  return database.transact((tx) => insertReconciliation(tx, { at, tookMs, holds: differing.length === 0, checks }));
}

async function compare(read: Reader, all: readonly BookCheck[]): Promise<ReconciliationRow['checks'] | null> {
  if (!(await takeTurn(read))) return null;
  const checks: ReconciliationRow['checks'][number][] = [];
  for (const { name, about, run } of all) checks.push({ name, about, ...(await run(read)) });
  return checks;
}
