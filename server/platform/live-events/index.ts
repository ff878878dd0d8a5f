/**
 * Live events: notes of rooms and of persons, numbered by channel on Redis Streams, fanned out to the sessions of every API
 * process. Promises order and no gaps within (room, audience, epoch); keeps nothing that must not be lost.
 */
export { createLiveEvents, type Delivery, type Listener, type LiveEvents } from './live-events.ts';
export type { ChannelNote } from './publish.ts';
export { currentRun } from './redis-run.ts';
export { type Channel, isPersonal, type PersonChannel, type RoomChannel, type SharedAudience } from './stream-key.ts';
