/**
 * The refusals of the rooms domain.
 */
import { refusal } from '#protocol/errors.ts';

/** No media node can take or serve the room now. */
export const mediaUnavailable = () =>
  refusal('MEDIA_UNAVAILABLE', 'The media server cannot be reached right now.', { retryAfterSeconds: 1 });

/** The client holds transports of media that was rebuilt since. */
export const mediaEpochStale = (mediaEpoch: number) =>
  refusal('MEDIA_EPOCH_STALE', 'The media of this room was rebuilt.', { mediaEpoch });

/** As many people as the room takes are in it. */
export const roomFull = (capacity: number) => refusal('ROOM_FULL', 'This room is full.', { capacity });

/** Nothing of a room can be done from outside it. */
export const notInRoom = () => refusal('NOT_IN_ROOM', 'Join a room first.');

/** Sending is for the performer of the room. */
export const performersOnly = () => refusal('FORBIDDEN', 'Only the performer of this room may do this.');
