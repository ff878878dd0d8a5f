/**
 * The wire to one media node: an authenticated WebSocket with typed requests and events. Knows no rooms of its own.
 */

export { mediaToken } from './media-token.ts';
export { type NodeLink, openNodeLink } from './node-link.ts';
