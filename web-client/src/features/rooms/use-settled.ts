/**
 * When the stage needs the network and the processor no longer for itself: what is beside it is loaded after that.
 */
import { useEffect, useState } from 'react';
import type { WatchState } from '../../media/index.ts';
import type { RoomState } from '../../signalling/index.ts';

/** From the connection to the first frame, as a rule, in milliseconds. */
const frameMs = 250;
/** Longer nobody waits for a picture that does not come, in milliseconds. */
const patienceMs = 2_500;

/** Once true it stays true. */
export function useSettled(room: RoomState, watch: WatchState): boolean {
  const [settled, setSettled] = useState(false);
  const joined = room.phase === 'joined';
  const expects = joined && room.stream.state === 'LIVE' && watch !== 'unsupported';
  const connected = watch === 'connected';
  useEffect(() => {
    if (!joined) return;
    if (!expects) {
      setSettled(true);
      return;
    }
    const timer = setTimeout(() => setSettled(true), connected ? frameMs : patienceMs);
    return () => clearTimeout(timer);
  }, [joined, expects, connected]);
  return settled;
}
