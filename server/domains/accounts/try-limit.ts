/**
 * Counts something against a limit that nobody must learn of: what is over it is left undone, and the answer is the same.
 */
import { Refusal } from '#kernel/refusal.ts';
import type { LimitName, Limits } from '#platform/limits/index.ts';

/** @returns false where there were too many */
export async function tryLimit(limits: Limits, rule: LimitName, key: string): Promise<boolean> {
  try {
    await limits.take(rule, key);
    return true;
  } catch (refused) {
    if (!(refused instanceof Refusal) || refused.code !== 'RATE_LIMITED') throw refused;
    return false;
  }
}
