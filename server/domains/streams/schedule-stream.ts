/**
 * Says when a stream that has not begun will begin, or says it no longer.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { noTimeToBegin, notYourStream, streamNotFound, wrongState } from './errors.ts';
import { mayBegin } from './rules/schedule.ts';
import { lockStream, markScheduled, type StreamRow } from './store.ts';

export interface ScheduleDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/**
 * @throws NOT_FOUND; FORBIDDEN where it is another performer's; STREAM_STATE where it began already; VALIDATION_FAILED where
 * the time is past or after a year
 */
export function scheduleStream(
  { database, clock }: ScheduleDeps,
  id: string,
  performerId: string,
  scheduledFor: Date | null,
): Promise<StreamRow> {
  if (scheduledFor !== null && !mayBegin(scheduledFor.getTime(), clock.now())) throw noTimeToBegin();
  return database.transact(async (tx) => {
    const stream = await lockStream(tx, id);
    if (stream === null) throw streamNotFound();
    if (stream.performerId !== performerId) throw notYourStream();
    if (stream.state !== 'READY') throw wrongState(stream.state, 'be put on the schedule');
    return markScheduled(tx, id, scheduledFor);
  });
}
