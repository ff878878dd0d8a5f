/**
 * A media node is gone: all its rooms start over.
 */
import { loseRoom } from './lose-room.ts';
import type { RoomsDeps } from './parts.ts';
import { roomsOn } from './store.ts';

/** May be called by every process that noticed, and again. One room that cannot be moved keeps no other from it. */
export async function loseNode(deps: Pick<RoomsDeps, 'database' | 'live' | 'redis'>, node: string): Promise<void> {
  const problems: unknown[] = [];
  for (const { room, ...from } of await roomsOn(deps.database.read, node)) {
    await loseRoom(deps, room, from).catch((problem: unknown) => problems.push(problem));
  }
  if (problems.length > 0) throw problems[0];
}
