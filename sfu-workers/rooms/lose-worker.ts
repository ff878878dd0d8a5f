/**
 * A worker died. Rooms whose origin it was are over at their epochs, and every API node is told so; of another node's room that
 * was piped to it, that node is. Of rooms that had an
 * edge on it, the edge is gone: who watched there is told by `watch-transport.ts`, nobody else notices.
 */
import type { RunningWorker } from '../workers/start-worker.ts';
import { endBalcony, endEdge, endRoom } from './end.ts';
import type { News } from './news.ts';
import type { OpenRooms } from './open-rooms.ts';

/** Ends what stood on the worker that died, and announces the rooms that did. */
export function loseWorker(rooms: OpenRooms, news: News, died: RunningWorker): void {
  for (const room of rooms.on(died)) {
    endRoom(rooms, room);
    const { id, mediaEpoch } = room;
    if (room.upstream !== undefined) {
      news.announce({ event: 'edge.lost', body: { room: id, mediaEpoch } });
      continue;
    }
    rooms.epochs.raise(id, mediaEpoch + 1);
    news.announce({ event: 'room.lost', body: { room: id, mediaEpoch, reason: 'worker_died' } });
  }
  for (const room of rooms.all) {
    for (const edge of room.edges) if (edge.worker === died) endEdge(room, edge);
    if (room.balcony?.worker === died) endBalcony(room, room.balcony);
  }
}
