/**
 * Who may perform, and who may enter the room of a stream, as far as what was announced decides it. The gates themselves stand
 * in server/admission.ts, in order; each of these but `requirePerforming` is one of them.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { findPerson, holdRoles } from '../accounts/index.ts';
import {
  ageAssuranceRequired,
  noGuest,
  notYourStream,
  performersOnly,
  signInFirst,
  streamNotFound,
  streamNotLive,
  ticketRequired,
  twoPeople,
} from './errors.ts';

const open: readonly Stream['state'][] = ['READY', 'TESTING', 'LIVE', 'OFFLINE'];

/**
 * For the door of the performer. The role is asked for as it is now: a socket knows the roles it greeted with.
 * @throws UNAUTHENTICATED; FORBIDDEN where it is another's, or the performer is none any more
 */
export async function requirePerformerOf(read: Reader, stream: Stream, identity: Identity | null): Promise<void> {
  if (identity === null) throw signInFirst();
  if (identity.userId !== stream.performer.id) throw notYourStream();
  const person = await findPerson(read, { id: identity.userId });
  if (person === null || person.gone || !person.roles.includes('performer')) throw performersOnly();
}

/**
 * For whoever changes what a performer announced, before anything else is locked: from here on nobody takes the role until
 * the transaction ends, and of one performer there is one such change at a time.
 * @throws FORBIDDEN where they are no performer any more, or are suspended
 */
export async function requirePerforming(tx: Writer, performerId: string): Promise<void> {
  const roles = await holdRoles(tx, performerId);
  if (!roles.includes('performer')) throw performersOnly();
}

/**
 * For the door of the viewers: one may wait for a show (`rooms` shows nothing of a test), watch it, and read that it is over;
 * what is put away is not for them. Nobody can prove their age yet, so what is marked adult stays shut.
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

/**
 * For everybody but staff: a two-way room has a door for its performer and one for its guest, and none for viewers; other rooms have
 * no guest. Whoever is not named does not learn that there is such a room.
 * @throws NOT_FOUND, FORBIDDEN
 */
export function requireNamed(
  { guest, performer }: Stream,
  as: 'viewer' | 'performer' | 'guest',
  identity: Identity | null,
): void {
  if (guest === null) {
    if (as === 'guest') throw noGuest();
    return;
  }
  if (identity === null || ![guest.id, performer.id].includes(identity.userId)) throw streamNotFound();
  if (as === 'viewer' || (as === 'guest' && guest.id !== identity.userId)) throw twoPeople();
}

/** Whether everybody may be in it: neither for adults, nor for a price, nor for two people. */
export function isForEverybody({ adult, priceTokens, guest }: Stream): boolean {
  return !adult && priceTokens === null && guest === null;
}
