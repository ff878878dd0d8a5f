/**
 * A session's media is gone while its room goes on: its page is told at once, so that it does not wait until ICE notices.
 * Where only its socket is away the note is kept, and is the first thing it hears.
 */
import type { ControlEvent } from '#protocol/media/control.ts';
import type { RoomsDeps } from './parts.ts';

type Lost = Extract<ControlEvent, { event: 'transport.lost' }>['body'];

/** Only where the session sits in this process; every process hears the media node and does the same. */
export function tellLost({ seats }: Pick<RoomsDeps, 'seats'>, lost: Lost): void {
  const { room, mediaEpoch, transport, direction } = lost;
  const seat = seats.hearing(room).find(({ session }) => session.id === lost.session);
  const note = direction === 'receive' ? 'watch.lost' : 'publish.lost';
  seat?.session.notify(note, room, { mediaEpoch, transport });
}
