/**
 * What can go wrong between the page and the server, in one class. `kind` says what kind of sentence is due.
 */
import type { ErrorCode } from '#protocol/errors.ts';

/**
 * `refused`: the server said no, with a code. `offline`: it was not reached. `unavailable`: it was reached and could
 * not serve (5xx, overload, a proxy's page). `unexpected`: its answer was not what the protocol says.
 */
export type ApiErrorKind = 'refused' | 'offline' | 'unavailable' | 'unexpected';

export interface ApiErrorDetails {
  readonly kind: ApiErrorKind;
  readonly code?: ErrorCode | undefined;
  readonly status?: number | undefined;
  /** Facts that stood beside the code. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
  /** From `Retry-After`, in seconds. */
  readonly retryAfterS?: number | undefined;
}

export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  /** Null unless the server sent one. */
  readonly code: ErrorCode | null;
  /** HTTP status; 0 where there was none. */
  readonly status: number;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly retryAfterS: number | null;

  /** @param message the server's public sentence, or ours. */
  constructor(message: string, details: ApiErrorDetails) {
    super(message);
    this.name = 'ApiError';
    this.kind = details.kind;
    this.code = details.code ?? null;
    this.status = details.status ?? 0;
    this.facts = details.facts ?? {};
    this.retryAfterS = details.retryAfterS ?? null;
  }
}

/** Whether this is the refusal with that code. */
export function isRefusal(error: unknown, code: ErrorCode): error is ApiError {
  return error instanceof ApiError && error.code === code;
}
