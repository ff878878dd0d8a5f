/**
 * room.close: ends the room at this epoch or an older one. A room that is not open is closed already.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { endRoom } from './end.ts';
import { staleEpoch } from './refusals.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE where the room is open at a newer epoch */
export async function closeRoom(
  { rooms }: Stage,
  params: ControlParams<'room.close'>,
): Promise<ControlResult<'room.close'>> {
  const open = rooms.find(params.room);
  if (open !== undefined && open.mediaEpoch > params.mediaEpoch) throw staleEpoch();
  if (open !== undefined) endRoom(rooms, open);
  // Whoever read of it before it was closed must not open it again.
  rooms.epochs.raise(params.room, params.mediaEpoch + 1);
  return {};
}
