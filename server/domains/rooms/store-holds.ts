/**
 * What is kept from the audience of a room.
 */
import type { Writer } from '#platform/database/index.ts';
import type { RoomHold } from '#protocol/http/moderation.ts';

/** The room has its row. @returns what holds now */
export function updateHold(tx: Writer, room: string, change: Partial<RoomHold>): Promise<RoomHold> {
  return tx.room.update({
    where: { streamId: room },
    data: { ...change, holdVersion: { increment: 1 } },
    select: { muted: true, blurred: true, paused: true },
  });
}
