/**
 * Erases, in batches, what is left of people whose accounts are blank. What is owed stands in the database: this may be killed
 * at any place and run anywhere. Nobody waits for somebody else: each gets a turn, and who fails is tried again later.
 */
import { eraseBatch } from './erase-batch.ts';
import type { ErasureDeps } from './parts.ts';
import { pauseAfter } from './rules/pace-rounds.ts';
import { findDue, postpone } from './store-erasures.ts';

/** Some seconds: a person with very much does not keep those with little waiting. */
const batchesATurn = 30;
const peopleARound = 100;
/** About a minute; the next run goes on. */
const mostRounds = 30;

/** For a job, every few seconds; repeating it, and running it twice at once, is harmless. @returns of whom a round was finished */
export async function eraseLeftovers(deps: ErasureDeps): Promise<string[]> {
  const finished: string[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const due = await findDue(deps.database.read, new Date(deps.clock.now()), peopleARound);
    for (const userId of due) {
      if (await takeTurn(deps, userId)) finished.push(userId);
    }
    if (due.length === 0) break;
  }
  return finished;
}

/** @returns whether a round was finished */
async function takeTurn(deps: ErasureDeps, userId: string): Promise<boolean> {
  try {
    for (let batch = 0; batch < batchesATurn; batch += 1) {
      const outcome = await deps.database.transact((tx) => eraseBatch(tx, deps, userId));
      if (outcome === 'more') continue;
      if (outcome === 'over') deps.log.info({ userId }, 'everything of an erased person is gone');
      return outcome !== 'not-now';
    }
  } catch (err) {
    await putOff(deps, userId, err);
  }
  return false;
}

/** Where even that cannot be written down the database is gone, and the job says so. */
async function putOff({ database, clock, log }: ErasureDeps, userId: string, err: unknown): Promise<void> {
  const failures = await database.transact((tx) =>
    postpone(tx, userId, (failed) => new Date(clock.now() + pauseAfter(failed))),
  );
  log.warn({ err, userId, failures }, 'an erasure failed and is tried again later');
}
