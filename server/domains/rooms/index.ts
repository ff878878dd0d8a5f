/**
 * Rooms: who is here, and where the media is.
 *
 * Owns seats (in Redis, by process), placement (origin node and media epoch, by compare-and-set in Postgres) and the set-up
 * of transports, producers and consumers. Promises that a room's capacity is exact over all processes, that a request with
 * a stale media epoch changes nothing, that one session at a time sends, and that nobody but staff can notice who watches silently. Never knows a price.
 */
export { requireSeat, requireStaff } from './access.ts';
export { applyHold } from './apply-hold.ts';
export { changeHold } from './change-hold.ts';
export { closeRoom } from './close-room.ts';
export { countViewers } from './count-viewers.ts';
export { roomFull } from './errors.ts';
export { hearCallSeat } from './hear-call-seat.ts';
export { joinRoom } from './join-room.ts';
export type { Seat, Seats } from './keep-seats.ts';
export { keepSilent } from './keep-silent.ts';
export { noteFlow } from './note-flow.ts';
export { openPublish } from './open-publish.ts';
export { openRooms, type Rooms } from './open-rooms.ts';
export type { Entrance, RoomsDeps } from './parts.ts';
export { playDemo } from './play-demo.ts';
export { putOut } from './put-out.ts';
export { readPlacements } from './read-placements.ts';
export { reviewSeats } from './review-seats.ts';
export { showMedia } from './show-media.ts';
export { roomSignals } from './signals.ts';
export { syncWatch } from './sync-watch.ts';
export { takeSeat } from './take-seat.ts';
export { useMedia } from './use-media.ts';
