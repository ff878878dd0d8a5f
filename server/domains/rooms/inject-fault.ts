/**
 * Makes something go wrong on purpose, where this is a demo and somebody on this machine asks: what a test or the page's hidden panel asks for.
 */
import { isLoopback } from '#platform/limits/index.ts';
import type { Session } from '#platform/websocket/session.ts';
import { refusal } from '#protocol/errors.ts';
import type { Fault, MediaFault } from '#protocol/socket/faults.ts';
import { requireSeat } from './access.ts';
import type { RoomsDeps } from './parts.ts';
import { readPlacement } from './store.ts';
import { useMedia as onMedia } from './use-media.ts';

/** @throws Refusal FORBIDDEN where this is no demo, or from another machine; NOT_IN_ROOM, MEDIA_UNAVAILABLE, NOT_FOUND for faults of a room's media */
export async function injectFault(deps: RoomsDeps, session: Session, fault: Fault): Promise<void> {
  if (!deps.faults || !isLoopback(session.ip)) throw refusal('FORBIDDEN', 'Nothing is made to fail here.');
  deps.log.warn({ fault: fault.fault, session: session.id }, 'a fault is injected');
  if (fault.fault === 'drop-socket') session.faults.cut();
  else if (fault.fault === 'drop-answers') session.faults.swallow(fault.answers);
  else await failMedia(deps, session, fault);
}

async function failMedia(deps: RoomsDeps, session: Session, fault: MediaFault): Promise<void> {
  const seat = requireSeat(deps.seats, session);
  const { mediaEpoch } = await readPlacement(deps.database.read, seat.room);
  await onMedia(deps, seat, mediaEpoch, 'fault.inject', { fault });
}
