/**
 * What every refusal looks like from outside, whatever went wrong inside.
 */
import type { Test } from 'tap';
import { ErrorBody, type ErrorCode } from '#protocol/errors.ts';
import { errorStatus } from '../../server/platform/http/error-status.ts';
import type { HttpAnswer } from '../world/api.ts';

/** Words that only the inside uses. */
const inside = /node_modules|\bat \S+ \(|\.ts:\d|prisma|postgres|\bSELECT\b|ECONN|ioredis|redis:|stack"|\/server\//i;

/** What is wrong with an answer that should be a refusal; undefined where nothing is. */
export function faultOf({ status, text, body, headers }: HttpAnswer): string | undefined {
  const refusal = ErrorBody.safeParse(body);
  if (!refusal.success) return `${status} is no coded refusal: ${text.slice(0, 200)}`;
  if (errorStatus[refusal.data.error] !== status) return `${refusal.data.error} with status ${status}`;
  if (inside.test(text)) return `tells of the inside: ${text.slice(0, 300)}`;
  if (status >= 500 && refusal.data.error !== 'OVERLOADED') return `a bug: ${text.slice(0, 200)}`;
  const waits = status === 429 || status === 503;
  return waits && headers['retry-after'] === undefined ? 'does not say when to come back' : undefined;
}

/** The answer is this refusal, in the one form. */
export function refusedWith(t: Test, answer: HttpAnswer, code: ErrorCode, why: string): void {
  const { error } = (answer.body ?? {}) as { error?: unknown };
  const fault = faultOf(answer);
  t.equal(fault ?? error, code, `${errorStatus[code]}: ${why}`);
}
