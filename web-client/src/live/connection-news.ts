/**
 * What there is to say about the conversation with the server. Pure.
 */
import type { ConnectionState } from '../signalling/connection-state.ts';

/** `offline`: the device itself has no network, so that trying again is no use. */
export type ConnectionNews = 'none' | 'offline' | 'reconnecting' | 'ended';

/** @param online what the browser says of its network; it is believed only while the socket is away */
export function connectionNewsOf(state: ConnectionState, online: boolean): ConnectionNews {
  switch (state.phase) {
    case 'open':
      return 'none';
    case 'ended':
      return 'ended';
    case 'waiting':
      return online ? 'reconnecting' : 'offline';
    case 'connecting':
      // The first socket of a page's life has lost nothing.
      if (state.attempt === 0) return 'none';
      return online ? 'reconnecting' : 'offline';
  }
}
