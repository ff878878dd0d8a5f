/**
 * What a room sees of its producers: never whose session they are; in a two-way room which of the two sends them.
 */
import type { NodeProducer } from '#protocol/media/control.ts';
import type { RoomMedia } from '#protocol/socket/room.ts';

/** The public view of what is being sent. */
export function roomMedia(mediaEpoch: number, producers: readonly NodeProducer[]): RoomMedia {
  return { mediaEpoch, producers: producers.map(({ session: _, ...seen }) => seen) };
}
