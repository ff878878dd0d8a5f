/**
 * Turns whatever was thrown into a refusal that may be shown: refusals pass, known outside faults get their code, and
 * everything else is a bug that is logged and answered as INTERNAL without a word about the inside.
 */
import { ZodError } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import { type CodedRefusal, ErrorCode, refusal } from '#protocol/errors.ts';
import { isDatabaseDown, tookTooLong } from '../database/index.ts';
import { isRedisDown } from '../redis/index.ts';
import type { Log } from '../telemetry/log.ts';

const longestText = 200;

/** The refusal for what was thrown; bugs are logged here. */
export function judgeError(thrown: unknown, log: Log): CodedRefusal {
  if (thrown instanceof Refusal && ErrorCode.safeParse(thrown.code).success) return thrown as CodedRefusal;
  if (thrown instanceof ZodError) return validationFailed(thrown);
  if (isDatabaseDown(thrown) || isRedisDown(thrown)) {
    log.warn({ err: thrown }, 'a part is down');
    return notNow(2);
  }
  if (tookTooLong(thrown)) {
    // An error, not a warning: one statement that always takes too long is a fault of ours.
    log.error({ err: thrown }, 'a statement took too long');
    return notNow(5);
  }
  log.error({ err: thrown }, 'unexpected failure');
  return refusal('INTERNAL', 'Something went wrong on our side.');
}

function notNow(retryAfterSeconds: number): CodedRefusal {
  return refusal('OVERLOADED', 'This cannot be done right now. Please try again in a moment.', { retryAfterSeconds });
}

/** What does not hold in a request, with the path of each issue. */
export function validationFailed(error: ZodError): CodedRefusal {
  return refusal('VALIDATION_FAILED', 'The request does not hold.', {
    issues: error.issues
      .slice(0, 20)
      .map((issue) => ({ path: clip(issue.path.join('.')), message: clip(issue.message) })),
  });
}

/** Paths and sentences repeat names that the client chose, which may be as long as its request. */
function clip(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
