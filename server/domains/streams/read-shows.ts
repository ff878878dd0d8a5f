/**
 * What one performer shows, will show and showed: for their page.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Reader } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { describeStreams } from './describe-streams.ts';
import { upcomingBetween } from './rules/schedule.ts';
import { findLiveOf, findPastOf, findUpcomingOf } from './store.ts';

export interface Shows {
  /** Of several the one that went live last. */
  readonly live: Stream | null;
  /** Soonest first, at most 20. */
  readonly upcoming: Stream[];
  /** Newest first, at most 20. */
  readonly past: Stream[];
}

const most = 20;

/** Nothing of anything where nobody has this id. */
export async function readShows(
  { read, clock }: { readonly read: Reader; readonly clock: Clock },
  performerId: string,
): Promise<Shows> {
  const after = new Date(upcomingBetween(clock.now()).fromMs);
  const [live, upcoming, past] = await Promise.all([
    findLiveOf(read, [performerId]),
    findUpcomingOf(read, performerId, after, most),
    findPastOf(read, performerId, most),
  ]);
  const described = await describeStreams(read, [...live, ...upcoming, ...past]);
  const pastFrom = live.length + upcoming.length;
  return {
    live: live.length === 0 ? null : (described[0] ?? null),
    upcoming: described.slice(live.length, pastFrom),
    past: described.slice(pastFrom),
  };
}
