/**
 * Waits for whoever writes to a wallet in this moment, in whichever process: what they commit is there for who looks next. Holds neither
 * the wallet nor a connection while it waits.
 */
import { sleep } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { tooManyTips } from './errors.ts';
import { takeWallet } from './store.ts';

/** Half a second, which is long for a call of the database. */
const patience = { restMs: 20, tries: 25 } as const;

/** @throws Refusal OVERLOADED where the wallet is not free by then */
export async function awaitWallet({ call }: Pick<Database, 'call'>, owner: string): Promise<void> {
  for (let tried = 1; !(await call((run) => takeWallet(run, owner))); tried += 1) {
    if (tried === patience.tries) throw tooManyTips();
    await sleep(patience.restMs);
  }
}
