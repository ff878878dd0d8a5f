/**
 * The layers of a producer that anybody takes became more or fewer: the session that sends it is told, wherever it sits.
 */
import type { ControlEvent } from '#protocol/media/control.ts';
import type { RoomsDeps } from './parts.ts';

type Wanted = Extract<ControlEvent, { event: 'producer.wanted' }>['body'];

/**
 * Only where it sits in this process; every process hears the media node and does the same. A word that is lost does no
 * lasting harm: `publish.health` says the same every two seconds.
 */
export function tellLayers(
  { seats }: Pick<RoomsDeps, 'seats'>,
  { room, session, producer, spatialLayer }: Wanted,
): void {
  const seat = seats.in(room).find((one) => one.session.id === session);
  seat?.session.notify('publish.layers', room, { producer, spatialLayer });
}
