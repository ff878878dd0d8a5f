/** What streams refuse, in words for the person. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { StreamState } from '#protocol/http/streams.ts';

/** NOT_FOUND: no stream has this id. */
export const streamNotFound = (): CodedRefusal => refusal('NOT_FOUND', 'There is no such stream.');

/** FORBIDDEN: it is somebody else's. That it exists is no secret. */
export const notYourStream = (): CodedRefusal => refusal('FORBIDDEN', 'Only its performer may do this.');

/** FORBIDDEN: the role was never theirs, or was taken. */
export const performersOnly = (): CodedRefusal => refusal('FORBIDDEN', 'Only performers may do this.');

/** CONFLICT: as many shows as one performer has live at once. */
export const tooManyLive = (most: number): CodedRefusal =>
  refusal('CONFLICT', `You are live with ${most} shows, which is as many as one can be. End one of them first.`, {
    most,
  });

/** CONFLICT: as many shows as one performer tests at once. */
export const tooManyTested = (most: number): CodedRefusal =>
  refusal('CONFLICT', `You are testing ${most} shows, which is as many as one can. End one of the tests first.`, {
    most,
  });

/** CONFLICT: as many shows as one performer has ahead of them. */
export const tooManyAnnounced = (most: number): CodedRefusal =>
  refusal(
    'CONFLICT',
    `You have announced ${most} shows that have not begun, which is as many as one can. Begin one of them, take one off the schedule, or wait a day.`,
    { most },
  );

/** STREAM_STATE: the life cycle has no such step from here. */
export const wrongState = (state: StreamState, wanted: string): CodedRefusal =>
  refusal('STREAM_STATE', `A stream that is ${state.toLowerCase()} cannot ${wanted}.`, { state });

/** STREAM_NOT_LIVE: there is nothing to see (yet, or any more). */
export const streamNotLive = (): CodedRefusal => refusal('STREAM_NOT_LIVE', 'This stream is not live right now.');

/** AGE_ASSURANCE_REQUIRED: marked adult, and nobody vouched for this person's age. */
export const ageAssuranceRequired = (): CodedRefusal =>
  refusal('AGE_ASSURANCE_REQUIRED', 'This stream is for adults. Please confirm your age first.');

/** TICKET_REQUIRED: a private show. @param priceTokens whole tokens as on the wire */
export const ticketRequired = (priceTokens: string): CodedRefusal =>
  refusal('TICKET_REQUIRED', 'This show needs a ticket.', { priceTokens });

/** UNAUTHENTICATED: the performer's door needs somebody signed in. */
export const signInFirst = (): CodedRefusal => refusal('UNAUTHENTICATED', 'Please sign in.');

/** VALIDATION_FAILED: a show begins in the future, and within a year. */
export const noTimeToBegin = (): CodedRefusal =>
  refusal('VALIDATION_FAILED', 'A show is announced for a time in the future, within a year.', {
    issues: [{ path: 'scheduledFor', message: 'must be in the future and within a year' }],
  });

/** NOT_FOUND: whom a two-way room is to be with. */
export const noSuchGuest = (): CodedRefusal => refusal('NOT_FOUND', 'There is nobody of this name.');

/** CONFLICT: a two-way room takes two. */
export const alone = (): CodedRefusal => refusal('CONFLICT', 'A two-way room is with somebody else than yourself.');

/** FORBIDDEN: the two people of a two-way room come in by doors of their own. */
export const twoPeople = (): CodedRefusal =>
  refusal('FORBIDDEN', 'This room is for two people: its performer and the guest, each as such.');

/** FORBIDDEN: only a two-way room has a guest. */
export const noGuest = (): CodedRefusal => refusal('FORBIDDEN', 'This room has no guest.');
