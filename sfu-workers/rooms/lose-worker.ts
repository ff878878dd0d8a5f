/**
 * A worker died. Rooms whose origin it was are over at their epochs, and every API node is told so. Of rooms that had an
 * edge on it, the edge is gone: who watched there is told by `watch-transport.ts`, nobody else notices.
 */
import type { RunningWorker } from '../workers/start-worker.ts';
import { endEdge, endRoom } from './end.ts';
import type { News } from './news.ts';
import type { OpenRooms } from './open-rooms.ts';

/** Ends what stood on the worker that died, and announces the rooms that did. */
export function loseWorker(rooms: OpenRooms, news: News, died: RunningWorker): void {
  for (const room of rooms.on(died)) {
    endRoom(rooms, room);
    rooms.epochs.raise(room.id, room.mediaEpoch + 1);
    const { id, mediaEpoch } = room;
    news.announce({ event: 'room.lost', body: { room: id, mediaEpoch, reason: 'worker_died' } });
  }
  for (const room of rooms.all) {
    const edge = room.edges.get(died);
    if (edge !== undefined) endEdge(room, edge);
  }
}
