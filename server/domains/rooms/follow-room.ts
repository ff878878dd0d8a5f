/**
 * Follows what a new seat should hear.
 */
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { Cursor } from '#protocol/socket/envelope.ts';
import type { Seat } from './keep-seats.ts';
import { audiencesOf } from './rules/audiences-of.ts';

/** @returns where each numbering is now */
export function followRoom(live: LiveEvents, seat: Seat): Promise<Cursor[]> {
  return Promise.all(audiencesOf(seat).map((audience) => live.follow({ room: seat.room, audience })));
}
