/**
 * Staff enters a room so that nobody can notice it. The entry of the audit log is committed first: without it nothing of the room
 * is handed over.
 */
import type { Session } from '#platform/websocket/session.ts';
import type { Params, Result } from '#protocol/socket/requests.ts';
import { recordAudit } from '../audit/index.ts';
import { readStream } from '../streams/index.ts';
import { requireStaff } from './access.ts';
import { joinRoom } from './join-room.ts';
import type { RoomsDeps } from './parts.ts';

/** Each time is written down, also to the same room. @throws Refusal FORBIDDEN, NOT_FOUND; OVERLOADED where it cannot be written down */
export async function watchSilently(
  deps: RoomsDeps,
  session: Session,
  { room, reason, ...given }: Params<'room.watch-silently'>,
): Promise<Result<'room.watch-silently'>> {
  const { userId } = requireStaff(session.identity);
  const { performer } = await readStream(deps.database.read, room);
  await deps.database.transact((tx) =>
    recordAudit(tx, {
      ...{ actor: userId, action: 'room.watched-silently', subject: { kind: 'stream', id: room } },
      ...{ reason, about: performer.id, ip: session.ip, at: new Date(deps.clock.now()) },
    }),
  );
  return joinRoom(deps, session, { room, as: 'staff', ...given });
}
