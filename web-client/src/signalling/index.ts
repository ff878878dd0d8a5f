/**
 * The conversation with the server over one socket: sessions, requests, notes, rooms. No React and no media in here.
 */
export { randomShare, reconnectDelayMs, sendAgainDelayMs } from './backoff.ts';
export type { ConnectionState, EndReason } from './connection-state.ts';
export { mark } from './marks.ts';
export { onPageNote } from './page-notes.ts';
export { openPageSignalling } from './page-signalling.ts';
export { Room, type RoomOptions } from './room.ts';
export type { JoinedRoom, RefusedRoom, RoomState } from './room-state.ts';
export type { Signalling } from './signalling.ts';
export { codeOf, type SignallingCode, SignallingError } from './signalling-error.ts';
export { socketUrl } from './socket-url.ts';
export { createStore, type Readable, type Store } from './store.ts';
