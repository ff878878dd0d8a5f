/**
 * room.close: ends the room at this epoch. A room that is not open is closed already.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { endRoom } from './end.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE where the room is open at another epoch */
export async function closeRoom(
  { rooms }: Stage,
  params: ControlParams<'room.close'>,
): Promise<ControlResult<'room.close'>> {
  if (rooms.find(params.room) !== undefined) endRoom(rooms, rooms.at(params));
  return {};
}
