/**
 * WHIP and WHEP: rooms for programs that speak HTTP and WebRTC and hold no socket (encoders, players), and the keys that
 * encoders send with. Promises that they come in through the gates of every other way, hold a seat like everybody, outlive
 * the process they began in, and leave nothing behind. Never takes a show live, never shows a key twice.
 */
export { type WhipEvents, whipEvents } from './events.ts';
export { findStandingKeys } from './find-standing-keys.ts';
export { keepResources } from './keep-resources.ts';
export { whipDoors, whipRoutes } from './routes.ts';
