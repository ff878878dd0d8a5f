/**
 * Hands a frame to everybody of a channel; serialised once, sent as it is.
 */
import type { RoomChannel } from '#platform/live-events/index.ts';
import type { Seats } from './keep-seats.ts';
import { audiencesOf } from './rules/audiences-of.ts';

/** Only seats of this process; every process does the same. */
export function fanOut(seats: Seats, channel: RoomChannel, frame: string): void {
  for (const seat of seats.hearing(channel.room)) {
    if (audiencesOf(seat).includes(channel.audience)) seat.session.sendFrame(frame);
  }
}
