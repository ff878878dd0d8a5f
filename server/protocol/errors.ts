/**
 * The closed list of error codes that leave the server, and the one form every error takes on the wire.
 */
import { z } from 'zod';
import { type Facts, Refusal } from '#kernel/refusal.ts';

export const errorCodes = [
  // Any request
  'VALIDATION_FAILED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'PAYLOAD_TOO_LARGE',
  'RATE_LIMITED',
  'OVERLOADED',
  'INTERNAL',
  'OUTCOME_UNKNOWN',
  'METHOD_NOT_ALLOWED',
  'UNSUPPORTED_MEDIA_TYPE',
  'PRECONDITION_REQUIRED',
  'PRECONDITION_FAILED',
  // Accounts
  'CREDENTIALS_WRONG',
  'SESSION_EXPIRED',
  'SESSION_REUSED',
  'ADULTS_ONLY',
  'EMAIL_TAKEN',
  'EMAIL_UNVERIFIED',
  'PASSWORD_WEAK',
  'LINK_EXPIRED',
  'SECOND_FACTOR_NEEDED',
  'SECOND_FACTOR_REQUIRED',
  'CODE_WRONG',
  'CODES_EXHAUSTED',
  'CHALLENGE_EXPIRED',
  'PASSKEY_REFUSED',
  'OWN_ACCOUNT',
  // Profiles
  'HANDLE_TAKEN',
  'PICTURE_REFUSED',
  // Words, wherever people write them
  'CONTENT_BLOCKED',
  // Chat
  'BANNED',
  'TIMED_OUT_OF_CHAT',
  'SLOW_MODE',
  'FOLLOWERS_ONLY',
  // Money
  'INSUFFICIENT_FUNDS',
  'IDEMPOTENCY_CONFLICT',
  'SELF_TIP',
  'SPENDING_LIMIT',
  'PRICE_ARBITRAGE',
  // Streams and rooms
  'STREAM_NOT_LIVE',
  'STREAM_STATE',
  'ROOM_FULL',
  'AGE_ASSURANCE_REQUIRED',
  'TICKET_REQUIRED',
  'NOT_IN_ROOM',
  // Media
  'MEDIA_REFUSED',
  'MEDIA_EPOCH_STALE',
  'MEDIA_UNAVAILABLE',
  // Socket
  'MALFORMED',
  'UNKNOWN_METHOD',
  'VERSION_UNSUPPORTED',
  'HELLO_TIMEOUT',
  'TAKEN_OVER',
] as const;

export const ErrorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** What every refusal looks like: a code, a sentence for people, and facts beside them. */
export const ErrorBody = z
  .looseObject({ error: ErrorCode, message: z.string() })
  .meta({ id: 'Error', description: 'A coded refusal; facts about it stand beside the code.' });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** A refusal whose code is known to everybody. */
export type CodedRefusal = Refusal<ErrorCode>;

/** Builds a refusal; throw it. */
export function refusal(code: ErrorCode, message: string, facts: Facts = {}): CodedRefusal {
  return new Refusal(code, message, facts);
}

/** The wire form of a refusal. */
export function errorBody(given: CodedRefusal): ErrorBody {
  return { ...given.facts, error: given.code, message: given.message };
}
