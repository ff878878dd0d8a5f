/**
 * A session sends no more, because another of the same performer does: it is told, wherever it sits.
 */
import type { RoomsDeps } from './parts.ts';

/** Only where it sits in this process; every process hears the media node and does the same. @param session its id */
export function tellTakenOver({ seats }: Pick<RoomsDeps, 'seats'>, room: string, session: string): void {
  const seat = seats.in(room).find((one) => one.session.id === session);
  seat?.session.notify('publish.taken-over', room, {});
}
