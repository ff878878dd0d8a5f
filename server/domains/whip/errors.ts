/**
 * What WHIP and WHEP refuse beside what rooms refuse.
 */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';

/** What is offered cannot be served. @param why a sentence */
export const notAcceptable = (why: string): CodedRefusal => refusal('MEDIA_REFUSED', `The offer cannot be met. ${why}`);
/** The key is none, or none any more. */
export const keyUnknown = (): CodedRefusal =>
  refusal('UNAUTHENTICATED', 'This ingest key is not known, or was revoked.');
/** The key opens another stream. */
export const keyOfAnother = (): CodedRefusal => refusal('FORBIDDEN', 'This ingest key is for another stream.');
/** Nobody said who they are. */
export const noBearer = (): CodedRefusal =>
  refusal('UNAUTHENTICATED', 'Send the ingest key, or an access token, as a bearer token.');
/** The session has ended, or never was. */
export const resourceGone = (): CodedRefusal => refusal('NOT_FOUND', 'There is no such session, or it has ended.');
/** The session is another person’s. */
export const notYours = (): CodedRefusal => refusal('FORBIDDEN', 'This session is somebody else’s.');
/** There is nothing to play; it may come any moment. */
export const nothingSent = (): CodedRefusal =>
  refusal('STREAM_NOT_LIVE', 'Nothing is sent at the moment.', { retryAfterSeconds: 2 });
/** PATCH without If-Match. */
export const conditionMissing = (): CodedRefusal =>
  refusal('PRECONDITION_REQUIRED', 'Say in If-Match which ICE session is meant, or * to begin a new one.');
/** PATCH for an ICE session that is over. */
export const conditionStale = (): CodedRefusal =>
  refusal('PRECONDITION_FAILED', 'ICE has begun anew since; the ETag is another now.');
/** A restart that does not say so. */
export const restartUnconditional = (): CodedRefusal =>
  refusal('VALIDATION_FAILED', 'Whoever begins ICE anew says If-Match: *.', { issues: [] });
/** Nowhere to send to. */
export const notReady = (): CodedRefusal =>
  refusal('MEDIA_UNAVAILABLE', 'No media node is there at the moment.', { retryAfterSeconds: 2 });
/** A key is no ticket. */
export const publishOnly = (): CodedRefusal =>
  refusal('FORBIDDEN', 'An ingest key is for sending; to watch, send an access token or nothing.');
/** Moderators let the show be seen blurred only, and a player has no way to blur. */
export const blurredHere = (): CodedRefusal =>
  refusal('CONFLICT', 'This show can be watched on its own page only at the moment.', { retryAfterSeconds: 10 });
/** A two-way room is for two people. */
export const notIntoCalls = (): CodedRefusal =>
  refusal('FORBIDDEN', 'An encoder cannot send into a room of two people. Join it on its page.');
