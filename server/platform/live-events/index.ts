/**
 * Live events: notes of rooms, numbered by audience on Redis Streams, fanned out to the sessions of every API process.
 * Promises order and no gaps within (room, audience, epoch); keeps nothing that must not be lost.
 */
export { createLiveEvents, type Delivery, type Listener, type LiveEvents } from './live-events.ts';
export type { Channel, SharedAudience } from './stream-key.ts';
