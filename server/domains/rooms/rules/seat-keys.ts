/**
 * Where the seats of a room lie in Redis, and for how long. A seat that its process does not renew ends by itself, but not
 * before its session may have been taken up by another: until then it stays taken, and nobody sees it flicker.
 */
import { sessionGraceMs } from '#protocol/socket/envelope.ts';

export const renewEveryMs = 4_000;
export const seatLastsMs = sessionGraceMs + renewEveryMs;
/** The keys of a room that nobody renews are forgotten after this long. */
export const keysLastMs = 120_000;

/** Sorted set: session → when its seat ends, in milliseconds since 1970. */
export const seatsKey = (room: string): string => `room:${room}:seats`;
/** Hash: session → JSON of the person, for signed-in ones. */
export const peopleKey = (room: string): string => `room:${room}:people`;
/** How many people there are, as last counted. */
export const countKey = (room: string): string => `room:${room}:count`;
/** What was last announced about the room's media, to everybody or to staff. */
export const announcedKey = (room: string, to: 'public' | 'staff'): string =>
  to === 'public' ? `room:${room}:media` : `room:${room}:media:staff`;
