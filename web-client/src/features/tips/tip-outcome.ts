/**
 * What a failed attempt to tip says about the tip: that it was refused, or that nobody knows. Pure.
 */
import type { ErrorCode } from '#protocol/errors.ts';
import { ApiError } from '../../api/api-error.ts';

export interface TipRefusal {
  /** Null where the server was not even reached in a way that could say more. */
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly retryAfterS: number | null;
}

/** The server says of its own accord that it cannot say. */
const undecided: readonly ErrorCode[] = ['OUTCOME_UNKNOWN', 'INTERNAL', 'OVERLOADED'];
/** Said before the server looks whether it had accepted the same tip already: nothing about an earlier attempt. */
const aboutNothing: readonly ErrorCode[] = ['RATE_LIMITED', 'UNAUTHENTICATED', 'SESSION_EXPIRED'];
/**
 * Said under the lock of the wallet, where an earlier attempt with the same key is found or is not there. Every other
 * refusal may have been read beside an earlier attempt that was just being accepted.
 */
const underLock: readonly ErrorCode[] = ['INSUFFICIENT_FUNDS', 'SPENDING_LIMIT', 'IDEMPOTENCY_CONFLICT'];

/**
 * The refusal, where the server said no; undefined where nobody knows what became of it (no connection, no answer in time, a
 * broken server or answer): it must be asked again under the same key.
 * @param doubt whether an earlier attempt may have arrived
 */
export function refusalOf(thrown: unknown, doubt: boolean): TipRefusal | undefined {
  if (!(thrown instanceof ApiError) || thrown.kind !== 'refused') return undefined;
  if (thrown.code === null || undecided.includes(thrown.code)) return undefined;
  if (doubt && aboutNothing.includes(thrown.code)) return undefined;
  const { code, message, facts, retryAfterS } = thrown;
  return { code, message, facts, retryAfterS };
}

/** Whether the server looked for an earlier attempt where none can slip past; else it is asked once more. */
export function isDecided({ code }: TipRefusal): boolean {
  return code !== null && underLock.includes(code);
}
