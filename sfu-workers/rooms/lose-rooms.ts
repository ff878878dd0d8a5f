/**
 * A worker died: its rooms are over at their epochs, and every API node is told so. Rooms of other workers go on.
 */
import type { RunningWorker } from '../workers/start-worker.ts';
import { endRoom } from './end.ts';
import type { News } from './news.ts';
import type { OpenRooms } from './open-rooms.ts';

/** Ends and announces what stood on the worker that died. */
export function loseRooms(rooms: OpenRooms, news: News, died: RunningWorker): void {
  for (const room of rooms.on(died)) {
    endRoom(rooms, room);
    rooms.epochs.raise(room.id, room.mediaEpoch + 1);
    const { id, mediaEpoch } = room;
    news.announce({ event: 'room.lost', body: { room: id, mediaEpoch, reason: 'worker_died' } });
  }
}
