/**
 * Takes rooms from nodes that stop, one after the other. Every API process does it, from what the nodes and Postgres say: one
 * that dies in the middle leaves nothing undone.
 */
import { finishMove, type LeftRoom, type SeenMove } from './finish-move.ts';
import { moveRoom } from './move-room.ts';
import type { RoomsDeps } from './parts.ts';
import { roomsOn } from './store.ts';

/** @returns what is to be done again and again while the process lives; rejects where something is left to be tried again */
export function clearNodes(
  deps: Pick<RoomsDeps, 'database' | 'live' | 'nodes' | 'redis' | 'seats' | 'clock'>,
): () => Promise<void> {
  const seen = new Map<string, SeenMove>();

  async function finish(left: LeftRoom): Promise<void> {
    const key = `${left.node} ${left.room} ${left.mediaEpoch}`;
    const now = await finishMove(deps, left, seen.get(key), deps.clock.monotonicMs());
    if (now === undefined) seen.delete(key);
    else seen.set(key, now);
  }

  async function clear(node: string): Promise<void> {
    const problems: unknown[] = [];
    const failed = (problem: unknown) => void problems.push(problem);
    for (const { room, ...from } of await roomsOn(deps.database.read, node)) {
      await moveRoom(deps, room, from).catch(failed);
    }
    const { rooms } = await deps.nodes.request(node, 'node.report', {});
    for (const { room, mediaEpoch, producers } of rooms) {
      await finish({ node, room, mediaEpoch, sends: producers.length > 0 }).catch(failed);
    }
    if (problems.length > 0) throw problems[0];
  }

  return async () => {
    const stopping = deps.nodes
      .known()
      .filter(({ pid, registration }) => pid !== null && registration?.draining === true);
    if (stopping.length === 0) seen.clear();
    for (const { node } of stopping) await clear(node);
  };
}
