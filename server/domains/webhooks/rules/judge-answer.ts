/**
 * What an answer means: whether a delivery was taken, and why not. Pure.
 */
import type { WebhookProblem } from '#protocol/http/webhooks.ts';

/** Why a try can fail. */
export type TryProblem = Exclude<WebhookProblem, 'paused' | 'not_performing' | 'backlog' | 'lost'>;

/**
 * Any 2xx takes it. A redirect is a failure: where it leads was judged by nobody. 410 says that nothing is wanted there any more.
 * @returns null where it was taken
 */
export function problemOfStatus(status: number): TryProblem | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'gone';
  return status >= 300 && status < 400 ? 'redirect' : 'refused';
}

/** An endpoint that took nothing for so long is paused, in milliseconds. */
const patienceMs = 3 * 24 * 3_600_000;

/** Why an endpoint is to be paused after this try; null: it is not. @param failingSinceMs null: the last try was taken */
export function pauseAfter(
  problem: TryProblem | null,
  failingSinceMs: number | null,
  nowMs: number,
): 'gone' | 'failing' | null {
  if (problem === null) return null;
  if (problem === 'gone') return 'gone';
  return failingSinceMs !== null && nowMs - failingSinceMs >= patienceMs ? 'failing' : null;
}
