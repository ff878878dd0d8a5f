/**
 * A request that was not carried out: refused by the server with one of its codes, or never answered.
 */
import type { ErrorBody, ErrorCode } from '#protocol/errors.ts';

/** The server's codes, and those for when there was no answer of the server's. */
export type SignallingCode = ErrorCode | 'CONNECTION_LOST' | 'TIMED_OUT' | 'CLOSED';

export class SignallingError extends Error {
  readonly code: SignallingCode;
  /** What the server said beside the code. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: SignallingCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'SignallingError';
    this.code = code;
    this.facts = facts;
  }
}

/** The refusal as an error to throw. */
export function fromErrorBody({ error, message, ...facts }: ErrorBody): SignallingError {
  return new SignallingError(error, message, facts);
}

/** The code of anything thrown; INTERNAL where it is none of ours. */
export function codeOf(thrown: unknown): SignallingCode {
  return thrown instanceof SignallingError ? thrown.code : 'INTERNAL';
}
