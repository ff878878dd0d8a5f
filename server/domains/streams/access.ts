/**
 * Who may enter the room of a stream, as far as what was announced decides it. The gates themselves stand in
 * server/admission.ts, in order; each of these is one of them.
 */
import type { Identity } from '#platform/http/handler.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { ageAssuranceRequired, notYourStream, signInFirst, streamNotLive, ticketRequired } from './errors.ts';

const open: readonly Stream['state'][] = ['READY', 'LIVE', 'OFFLINE'];

/** For the door of the performer. @throws UNAUTHENTICATED, FORBIDDEN */
export function requirePerformerOf(stream: Stream, identity: Identity | null): void {
  if (identity === null) throw signInFirst();
  if (identity.userId !== stream.performer.id) throw notYourStream();
}

/**
 * For the door of the viewers: one may wait for a show, watch it, and read that it is over; what is tested or put away is
 * not for them. Nobody can prove their age yet, so what is marked adult stays shut.
 * @throws STREAM_NOT_LIVE, AGE_ASSURANCE_REQUIRED
 */
export function requireAdmissible(stream: Stream): void {
  if (!open.includes(stream.state)) throw streamNotLive();
  if (stream.adult) throw ageAssuranceRequired();
}

/** Tickets cannot be bought yet, so a private show lets nobody in. @throws TICKET_REQUIRED */
export function requireTicket(stream: Stream): void {
  if (stream.priceTokens !== null) throw ticketRequired(stream.priceTokens);
}
