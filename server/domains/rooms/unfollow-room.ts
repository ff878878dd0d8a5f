/**
 * Stops following what nobody of this process hears any more.
 */
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { Seat, Seats } from './keep-seats.ts';
import { audiencesOf } from './rules/audiences-of.ts';

/** @param left the seat that was just given up */
export function unfollowRoom(live: LiveEvents, seats: Seats, left: Seat): void {
  const still = new Set(seats.hearing(left.room).flatMap(audiencesOf));
  for (const audience of audiencesOf(left)) {
    if (!still.has(audience)) live.unfollow({ room: left.room, audience });
  }
}
