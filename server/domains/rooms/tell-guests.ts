/**
 * A two-way room moves to another media node: its guest is told, as its performer is, and begins there before the old place ends.
 */
import type { RoomsDeps } from './parts.ts';

/** Only where the guest sits in this process; every process does the same. @param mediaEpoch of the new place */
export function tellGuests({ seats }: Pick<RoomsDeps, 'seats'>, room: string, mediaEpoch: number): void {
  for (const { session, as } of seats.in(room)) if (as === 'guest') session.notify('call.moving', room, { mediaEpoch });
}
