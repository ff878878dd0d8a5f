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

/** Sending is for the performer of the room, and in a two-way one for its guest. */
export const performersOnly = () => refusal('FORBIDDEN', 'Only the performer of this room may do this.');

/** Watching silently is for staff, with their second factor. */
export const staffOnly = () => refusal('FORBIDDEN', 'Only staff may do this.');

/** What others could notice. */
export const watchingSilently = () =>
  refusal('FORBIDDEN', 'You are watching silently. Enter the room openly to do this.');

/** In a two-way room each person has one seat, and the session that came last has it. */
export const seatTaken = () => refusal('TAKEN_OVER', 'You are in this room in another tab or on another device.');

/** The guest of a two-way room sends once its performer has opened it. */
export const notOpenYet = () => refusal('STREAM_NOT_LIVE', 'The room is not open yet.');
