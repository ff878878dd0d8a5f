/**
 * Puts entries into the hash chain. Seals have numbers of their own, so an entry whose transaction committed late is sealed
 * late and not skipped; one lock in the database makes all processes one sealer, and a sealer that dies leaves nothing.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database, Writer } from '#platform/database/index.ts';
import { hashEntry } from './hash-entry.ts';
import { findHead, findUnsealed, insertSeals, type SealRow, takeSealer } from './store.ts';

export interface SealDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** Entries of one transaction: some tens of milliseconds. */
const batch = 500;
/** Batches of one run; what is left is sealed by the next. */
const mostBatches = 20;
/**
 * How far behind the head a late entry is looked for each second. Numbers are given out while a transaction runs, and none
 * runs long enough for so many others; should one, `from: 'the beginning'` finds it.
 */
const lateEntries = 10_000n;
const noHash = '0'.repeat(64);

/**
 * For a job, every second; from the beginning every hour. Repeating it, and running it twice at once, is harmless.
 * @returns how many entries it sealed
 */
export async function sealEntries(deps: SealDeps, from: 'near the head' | 'the beginning'): Promise<number> {
  let sealed = 0;
  for (let round = 0; round < mostBatches; round += 1) {
    const now = await deps.database.transact((tx) => sealBatch(tx, deps.clock, from));
    sealed += now;
    if (now < batch) return sealed;
  }
  return sealed;
}

async function sealBatch(tx: Writer, clock: Clock, from: 'near the head' | 'the beginning'): Promise<number> {
  if (!(await takeSealer(tx))) return 0;
  const head = await findHead(tx);
  const after = from === 'the beginning' ? 0n : (head?.entryId ?? 0n) - lateEntries;
  const entries = await findUnsealed(tx, after, batch);
  const sealedAt = new Date(clock.now());
  const seals: SealRow[] = [];
  let { position, hash } = head ?? { position: 0n, hash: noHash };
  for (const entry of entries) {
    const place = { position: position + 1n, entryId: entry.id, previousHash: hash, sealedAt };
    const seal = { ...place, hash: hashEntry(entry, place) };
    seals.push(seal);
    ({ position, hash } = seal);
  }
  if (seals.length > 0) await insertSeals(tx, seals);
  return seals.length;
}
