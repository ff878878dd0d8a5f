/**
 * Divides what waits: performer by performer, in batches, each one call of the database. A job is only a hint to look here;
 * what waits is in Postgres, and a row of it goes in the transaction that divides it.
 */
import { newId } from '#kernel/ids.ts';
import type { SettlingDeps } from './parts.ts';
import { type DividedTip, findDivided, findPause, findWaitingPerformers, settle } from './store-settlement.ts';

/** Tips of one transfer. */
const batch = 500;
/** Performers of one round; the next round goes on. */
const mostPerformers = 1_000;

/**
 * Several processes may do this at once: each takes what no other has. One performer whose batch fails keeps no other
 * waiting. While settlement is paused nothing is divided.
 * @param tell whose tips were divided, after each batch; what it loses is read again by pages
 * @returns how many were divided
 */
export async function settleTips(deps: SettlingDeps, tell: (tips: readonly DividedTip[]) => void): Promise<number> {
  // The database would divide nothing either; asked once, not for every performer.
  if ((await findPause(deps.database.read)) !== null) return 0;
  let divided = 0;
  for (const performerId of await findWaitingPerformers(deps.database.read, mostPerformers)) {
    try {
      divided += await settlePerformer(deps, performerId, tell);
    } catch (error) {
      deps.log.error({ err: error, performerId }, 'tips of a performer were not divided');
    }
  }
  return divided;
}

async function settlePerformer(
  { database, clock, log }: SettlingDeps,
  performerId: string,
  tell: (tips: readonly DividedTip[]) => void,
): Promise<number> {
  for (let divided = 0; ; ) {
    const transferId = newId(clock.now());
    const now = await database.call((run) => settle(run, performerId, batch, transferId));
    if (now === 0) return divided;
    divided += now;
    const failed = (error: unknown): void => log.warn({ err: error, transferId }, 'who was settled was not told');
    await findDivided(database.read, transferId).then(tell, failed);
    // What comes in meanwhile is the next round's, so that nobody waits behind one busy performer.
    if (now < batch) return divided;
  }
}
