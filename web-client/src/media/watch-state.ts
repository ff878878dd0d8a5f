/**
 * What receiving is doing, in a word.
 */

/** `lost`: beyond repair, the room is being joined afresh. `unsupported`: this browser has no WebRTC that we know. */
export type WatchState = 'idle' | 'connecting' | 'connected' | 'lost' | 'unsupported';
