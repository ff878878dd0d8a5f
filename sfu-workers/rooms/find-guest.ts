/** The edge of another node's room, and the pipe it comes through. */
import type { types } from 'mediasoup';
import { staleEpoch } from './refusals.ts';
import type { Room } from './room.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE where there is none at this media epoch */
export function findGuest(
  { rooms }: Pick<Stage, 'rooms'>,
  at: { readonly room: string; readonly mediaEpoch: number },
): { room: Room; pipe: types.PipeTransport } {
  const room = rooms.guest(at);
  if (room?.upstream === undefined) throw staleEpoch();
  return { room, pipe: room.upstream.pipe };
}
