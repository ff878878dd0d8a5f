/** Takes note that media arrived in a room, or did not, and says so when it is time. */
import { afterLook } from '../policy/flow.ts';
import type { Room } from './room.ts';
import type { Stage } from './stage.ts';

/** @param arrived whether media arrived since the last look */
export function tellFlow({ news, clock }: Pick<Stage, 'news' | 'clock'>, room: Room, arrived: boolean): void {
  // Of an edge nothing is said: the room's node looks itself.
  if (room.closed || room.upstream !== undefined) return;
  const { flow, tell } = afterLook(room.flow, arrived, clock.monotonicMs());
  room.flow = flow;
  if (tell) news.announce({ event: 'room.flowing', body: { room: room.id, mediaEpoch: room.mediaEpoch } });
}
