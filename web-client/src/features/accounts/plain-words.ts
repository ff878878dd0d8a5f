/**
 * What to tell somebody whose sign-in did not work.
 */
import { ApiError } from '../../api/index.ts';
import { refusals, strings } from './strings.ts';

/** One or two sentences for the person. */
export function plainWords(error: unknown): string {
  if (!(error instanceof ApiError)) return strings.unexpected;
  const known = error.code === null ? undefined : refusals[error.code];
  if (known !== undefined) return known;
  if (error.kind === 'refused') return error.message;
  return strings[error.kind];
}

/** Seconds to wait before another attempt makes sense; 0 where that is now. */
export function waitOf(error: unknown): number {
  if (!(error instanceof ApiError) || error.code !== 'RATE_LIMITED') return 0;
  return error.retryAfterS ?? 30;
}
