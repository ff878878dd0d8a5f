/**
 * edge.close, edge.leave: the room's node needs this edge no more, or has no such viewer here any more.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { endMember, endRoom } from './end.ts';
import type { Stage } from './stage.ts';

/** An edge that is not there is closed already. */
export async function closeHosted(
  { rooms }: Stage,
  params: ControlParams<'edge.close'>,
): Promise<ControlResult<'edge.close'>> {
  const room = rooms.guest(params);
  if (room !== undefined) endRoom(rooms, room);
  return {};
}

/** Nothing where the session is not there. */
export async function leaveHosted(
  { rooms }: Stage,
  params: ControlParams<'edge.leave'>,
): Promise<ControlResult<'edge.leave'>> {
  const member = rooms.guest(params)?.members.get(params.session);
  if (member !== undefined) endMember(rooms, member);
  return {};
}
