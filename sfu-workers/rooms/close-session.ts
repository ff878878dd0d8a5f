/**
 * session.close: everything a session owns ends, in every room.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { endMember } from './end.ts';
import type { Stage } from './stage.ts';

/** Does nothing where the session has nothing here. */
export async function closeSession(
  { rooms }: Pick<Stage, 'rooms'>,
  { session }: ControlParams<'session.close'>,
): Promise<ControlResult<'session.close'>> {
  for (const member of rooms.membersOf(session)) endMember(rooms, member);
  return {};
}
