/**
 * What receiving is doing, in a word, and what it asks of whoever entered the room.
 */

/**
 * `repairing`: the media node is out of reach and the way to it is looked for anew. `lost`: beyond repair, the room is being
 * joined afresh. `unsupported`: this browser has no WebRTC that we know.
 */
export type WatchState = 'idle' | 'connecting' | 'connected' | 'repairing' | 'lost' | 'unsupported';

export interface WatcherEvents {
  /** The transport is beyond repair: join again. */
  readonly onLost: () => void;
  /** What was offered was asked to flow. */
  readonly onAsked: () => void;
}
