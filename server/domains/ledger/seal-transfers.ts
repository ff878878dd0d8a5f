/**
 * Chains by hash what was posted and committed, beside the posting, which does not wait for it. All of it is one function of the
 * database (prisma/migrations/0025_ledger_seal): which transfers come next, their hashes, the lock that makes all processes one
 * sealer. `npm run audit -- ledger` computes the same without it.
 */
import type { Database } from '#platform/database/index.ts';
import { addSeal } from './store-seals.ts';

export interface SealingDeps {
  readonly database: Database;
  readonly log: { info(facts: object, message: string): void };
}

/** Transfers of one seal, about a tenth of a second; a seal is a transaction of its own. */
const batch = 2_000;
/** Seals of one run; what is left is sealed by the next. */
const mostSeals = 20;

/**
 * For a job, every second: what was committed by then is sealed by the run after. Each seal is a line of the log, so that the
 * head of the chain is known outside the database. Repeating it, and running it twice at once, is harmless.
 * @returns how many transfers it sealed
 */
export async function sealTransfers({ database, log }: SealingDeps): Promise<number> {
  let sealed = 0;
  for (let round = 0; round < mostSeals; round += 1) {
    const seal = await database.call((run) => addSeal(run, batch));
    if (seal === null) return sealed;
    const { n, hash, transfers, moves } = seal;
    log.info({ head: `${n}:${hash}`, transfers, moves }, 'the ledger was sealed');
    sealed += transfers;
    if (transfers < batch) return sealed;
  }
  return sealed;
}
