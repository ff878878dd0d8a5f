/**
 * Gives the performer a transport to send on. One session sends in a room: what another sent ends here.
 */
import type { TransportOffer } from '#protocol/media/rtp.ts';
import type { Seat, Seats } from './keep-seats.ts';
import type { PlaceDeps } from './parts.ts';
import { placeRoom } from './place-room.ts';

/** @throws Refusal MEDIA_UNAVAILABLE */
export async function openPublish(
  deps: PlaceDeps & { seats: Seats },
  seat: Seat,
): Promise<{ mediaEpoch: number; transport: TransportOffer }> {
  const { room, node, mediaEpoch, producers } = await placeRoom(deps, seat.room);
  const others = new Set(producers.map((one) => one.session).filter((session) => session !== seat.session.id));
  for (const session of others) await deps.nodes.request(node, 'session.close', { session });
  tellTakenOver(deps.seats, seat, others);
  const mine = { room, mediaEpoch, session: seat.session.id };
  const { transport } = await deps.nodes.request(node, 'transport.open', { ...mine, direction: 'send' });
  return { mediaEpoch, transport };
}

function tellTakenOver(seats: Seats, by: Seat, others: ReadonlySet<string>): void {
  for (const other of seats.in(by.room)) {
    if (others.has(other.session.id)) other.session.notify('publish.taken-over', by.room, {});
  }
}
