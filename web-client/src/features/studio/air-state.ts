/**
 * Whether one is on air, in the few words that the sign over the studio has. Pure.
 */
import { arrives, type BroadcastState } from './broadcast-state.ts';

export type AirState = 'off' | 'testing' | 'starting' | 'returning' | 'live' | 'nothing' | 'elsewhere' | 'over';

export function airStateOf(state: BroadcastState): AirState {
  switch (state.phase) {
    case 'setup':
      return 'off';
    case 'testing':
      return 'testing';
    case 'starting':
      return state.again ? 'returning' : 'starting';
    case 'ended':
      return 'over';
    case 'live':
    case 'ending':
      if (state.publish === 'taken-over') return 'elsewhere';
      return arrives(state.health) ? 'live' : 'nothing';
  }
}

/** Whether an audience may be watching. */
export function isOnAir({ phase }: BroadcastState): boolean {
  return phase === 'live' || phase === 'ending';
}

/** Whether anything is sent to the media server, an audience or not. */
export function isSending(state: BroadcastState): boolean {
  return (isOnAir(state) || state.phase === 'testing') && state.publish !== 'taken-over';
}
