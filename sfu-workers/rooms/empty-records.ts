/**
 * What a room's records are before anybody came.
 */
import { noFlow } from '../policy/flow.ts';
import type { Room } from './room.ts';

type Records = Pick<Room, 'edges' | 'far' | 'balcony' | 'callers' | 'members' | 'hidden' | 'prompter'> &
  Pick<Room, 'producers' | 'flow' | 'full' | 'emptySinceMs' | 'closed'>;

/** New ones, for one room. */
export function emptyRecords(): Records {
  return {
    edges: new Set(),
    far: new Map(),
    balcony: undefined,
    callers: new Map(),
    members: new Map(),
    hidden: new Map(),
    prompter: { atMs: undefined, transport: undefined },
    producers: new Map(),
    flow: noFlow,
    full: false,
    emptySinceMs: undefined,
    closed: false,
  };
}
