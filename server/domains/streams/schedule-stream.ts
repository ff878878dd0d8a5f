/**
 * Says when a stream that has not begun will begin, or says it no longer.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { requirePerforming } from './access.ts';
import { noTimeToBegin, notYourStream, streamNotFound, wrongState } from './errors.ts';
import { requireFewAnnounced } from './require-few-announced.ts';
import { mayBegin } from './rules/schedule.ts';
import { lockStream, markScheduled, type StreamRow } from './store.ts';

export interface ScheduleDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/**
 * @throws NOT_FOUND; FORBIDDEN where it is another performer's, or they are none any more; STREAM_STATE where it began already;
 * VALIDATION_FAILED where the time is past or after a year; CONFLICT where they have announced as many as one may
 */
export function scheduleStream(
  { database, clock }: ScheduleDeps,
  id: string,
  performerId: string,
  scheduledFor: Date | null,
): Promise<StreamRow> {
  const now = clock.now();
  if (scheduledFor !== null && !mayBegin(scheduledFor.getTime(), now)) throw noTimeToBegin();
  return database.transact(async (tx) => {
    await requirePerforming(tx, performerId);
    const stream = await lockStream(tx, id);
    if (stream === null) throw streamNotFound();
    if (stream.performerId !== performerId) throw notYourStream();
    if (stream.state !== 'READY') throw wrongState(stream.state, 'be put on the schedule');
    if (scheduledFor !== null) await requireFewAnnounced(tx, stream, now);
    return markScheduled(tx, id, scheduledFor);
  });
}
