/**
 * What is announced to begin within the next week, soonest first. Who is an hour late is still awaited.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Reader } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { describeStreams } from './describe-streams.ts';
import { narrow, type StreamFilter } from './rules/narrow.ts';
import { upcomingBetween } from './rules/schedule.ts';
import { findUpcomingStreams } from './store.ts';

export interface UpcomingDeps {
  readonly read: Reader;
  readonly clock: Clock;
}

const most = 50;

/** At most 50. */
export async function listUpcomingStreams({ read, clock }: UpcomingDeps, filter: StreamFilter = {}): Promise<Stream[]> {
  const { fromMs, toMs } = upcomingBetween(clock.now());
  const between = { from: new Date(fromMs), to: new Date(toMs), limit: most };
  return describeStreams(read, await findUpcomingStreams(read, narrow(filter), between));
}
