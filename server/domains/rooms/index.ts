/**
 * Rooms: who is here, and where the media is.
 *
 * Owns seats (in Redis, by process), placement (origin node and media epoch, by compare-and-set in Postgres) and the set-up
 * of transports, producers and consumers. Promises that a room's capacity is exact over all processes, that a request with
 * a stale media epoch changes nothing, and that one session at a time sends. Never knows a price.
 */
export { requireSeat } from './access.ts';
export { closeRoom } from './close-room.ts';
export { countViewers } from './count-viewers.ts';
export { roomFull } from './errors.ts';
export type { Seat, Seats } from './keep-seats.ts';
export { noteFlow } from './note-flow.ts';
export { openRooms, type Rooms } from './open-rooms.ts';
export type { Entrance, RoomsDeps } from './parts.ts';
export { playDemo } from './play-demo.ts';
export { putOut } from './put-out.ts';
export { readPlacements } from './read-placements.ts';
export { reviewSeats } from './review-seats.ts';
export { showMedia } from './show-media.ts';
export { roomSignals } from './signals.ts';
export { takeSeat } from './take-seat.ts';
