/**
 * Ledger: every movement of value, double-entry, append-only, enforced by Postgres (prisma/migrations/0015_ledger). Promises
 * that each accepted transfer is there once, for good, that what was refused left no trace, that somebody hears of it when the
 * books do not agree, and that whoever changes them behind our back leaves a broken chain of seals. Never decides who may pay whom: callers do, and name the accounts. Never corrects.
 */
export { type LedgerEvents, ledgerEvents } from './events.ts';
export { hashRequest } from './hash-request.ts';
export { keepPartitions } from './keep-partitions.ts';
export type {
  AccountMoveRow,
  AccountRow,
  BookCheck,
  CheckResult,
  Contradiction,
  EntryPage,
  EntryRow,
  KindRow,
  Move,
  Order,
  Outcome,
  Posted,
  ReconciliationRow,
  SideRow,
  TransferRow,
} from './parts.ts';
export { platformId } from './parts.ts';
export { ledgerPersonalData } from './personal-data.ts';
export { postTransfers } from './post-transfers.ts';
export { reconcileBooks } from './reconcile-books.ts';
export { sealTransfers } from './seal-transfers.ts';
export { readAccount, readBalances, readKinds } from './store-balances.ts';
export { expectNone } from './store-checks.ts';
export { readAccountMoves, readEntries, readTransfer } from './store-entries.ts';
export { readLatestReconciliations, readReconciliation } from './store-reconciliations.ts';
export { readUnsealedSince } from './store-seals.ts';
