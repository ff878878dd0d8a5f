/**
 * Waits until a room is joined, or refused.
 */
import type { JoinedRoom, Room } from '../../signalling/index.ts';
import { problemFrom } from './problem.ts';

/** Resolves with the room once it is joined. @throws the refusal */
export function whenJoined(room: Room): Promise<JoinedRoom> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const now = room.state.get();
      if (now.phase === 'joining') return;
      stop();
      if (now.phase === 'joined') resolve(now);
      else reject(problemFrom(now));
    };
    const stop = room.state.subscribe(look);
    look();
  });
}
