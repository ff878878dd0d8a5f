/**
 * A session's media will be gone in some seconds, because the node that serves it stops: its page finds another way before.
 */
import type { ControlEvent } from '#protocol/media/control.ts';
import type { RoomsDeps } from './parts.ts';

type Leaving = Extract<ControlEvent, { event: 'transport.leaving' }>['body'];

/** Only where the session sits in this process; every process hears the media node and does the same. */
export function tellLeaving({ seats }: Pick<RoomsDeps, 'seats'>, leaving: Leaving): void {
  const { room, mediaEpoch, transport } = leaving;
  const seat = seats.in(room).find(({ session }) => session.id === leaving.session);
  seat?.session.notify('watch.leaving', room, { mediaEpoch, transport });
}
