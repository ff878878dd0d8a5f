/**
 * What to tell somebody whose wish was not granted.
 */
import type { ErrorCode } from '#protocol/errors.ts';
import { ApiError } from '../api/index.ts';
import { refusals, strings } from './strings.ts';

export type Words = Partial<Record<ErrorCode, string>>;

/** One or two sentences for the person. @param words what this form says better than all forms do */
export function plainWords(error: unknown, words: Words = {}): string {
  if (!(error instanceof ApiError)) return strings.unexpected;
  const known = error.code === null ? undefined : (words[error.code] ?? refusals[error.code]);
  if (known !== undefined) return known;
  if (error.kind === 'refused') return error.message;
  return strings[error.kind];
}

/** Seconds to wait before another attempt makes sense; 0 where that is now. */
export function waitOf(error: unknown): number {
  if (!(error instanceof ApiError) || error.code !== 'RATE_LIMITED') return 0;
  return error.retryAfterS ?? 30;
}
