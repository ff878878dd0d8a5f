/**
 * Which live-event channels this process follows, and handing what arrives to the seats it is for.
 */
import type { Channel, Delivery, LiveEvents, SharedAudience } from '#platform/live-events/index.ts';
import type { Cursor } from '#protocol/socket/envelope.ts';
import type { Seat, Seats } from './keep-seats.ts';

/** The audiences a seat belongs to. */
export function audiencesOf(seat: Pick<Seat, 'as'>): readonly SharedAudience[] {
  return seat.as === 'performer' ? ['public', 'performer'] : ['public'];
}

/** Follows what a new seat should hear. @returns where each numbering is now */
export function followFor(live: LiveEvents, seat: Seat): Promise<Cursor[]> {
  return Promise.all(audiencesOf(seat).map((audience) => live.follow({ room: seat.room, audience })));
}

/** Stops following what nobody of this process hears any more. */
export function unfollowAfter(live: LiveEvents, seats: Seats, left: Seat): void {
  const still = new Set(seats.in(left.room).flatMap(audiencesOf));
  for (const audience of audiencesOf(left)) {
    if (!still.has(audience)) live.unfollow({ room: left.room, audience });
  }
}

/** Hands a frame to everybody of the channel; serialised once, sent as it is. */
export function fanOut(seats: Seats, channel: Channel, delivery: Delivery & { kind: 'notes' }): void {
  for (const seat of seats.in(channel.room)) {
    if (audiencesOf(seat).includes(channel.audience)) seat.session.sendFrame(delivery.frame);
  }
}
