/**
 * Ledger: every movement of value, double-entry, append-only, enforced by Postgres (prisma/migrations/0015_ledger,
 * 0024_holds, 0029_hold_purposes). Promises that each accepted transfer is there once, for good, that what was refused left no trace, that what is
 * held ends once, goes where its purpose allows and its rest to where it came from, that somebody hears of it when the books do not agree, and that
 * whoever changes them behind our back leaves a broken chain of seals. Never decides who may pay whom: callers do, and name the
 * accounts; for holds the list of purposes says which kinds they may be. Never corrects.
 */
export { type LedgerEvents, ledgerEvents } from './events.ts';
export { expireHolds } from './expire-holds.ts';
export { hashRequest } from './hash-request.ts';
export { keepPartitions } from './keep-partitions.ts';
export type {
  AccountMoveRow,
  AccountRow,
  BookCheck,
  CheckResult,
  Contradiction,
  Ended,
  EndMove,
  EndOrder,
  EntryPage,
  EntryRow,
  HoldOrder,
  HoldPurpose,
  HoldRow,
  KindRow,
  Move,
  Order,
  Outcome,
  Placed,
  Posted,
  ReconciliationRow,
  SideRow,
  TransferRow,
} from './parts.ts';
export { platformId } from './parts.ts';
export { ledgerPersonalData } from './personal-data.ts';
export { placeHolds } from './place-holds.ts';
export { postTransfers } from './post-transfers.ts';
export { reconcileBooks } from './reconcile-books.ts';
export { resolveHolds } from './resolve-holds.ts';
export { sealTransfers } from './seal-transfers.ts';
export { settleHolds } from './settle-holds.ts';
export { readAccount, readBalances, readKinds, readSpendable } from './store-balances.ts';
export { expectNone } from './store-checks.ts';
export { readAccountMoves, readEntries, readTransfer } from './store-entries.ts';
export { readHolds, readOpenHolds } from './store-holds.ts';
export { readBooks, readLatestReconciliations, readReconciliation } from './store-reconciliations.ts';
export { readUnsealedSince } from './store-seals.ts';
export { traceFunds } from './trace-funds.ts';
