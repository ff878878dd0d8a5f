/** When a stream that is over moves on by age: a week after its end it is stale, thirty days after that archived. */

import { type State, stateAfter } from './life-cycle.ts';

const dayMs = 24 * 3_600_000;
const staleAfterMs = 7 * dayMs;
const archivedAfterMs = staleAfterMs + 30 * dayMs;

/** From the oldest on, so that none takes two steps at once. */
const ages: readonly { readonly from: State; readonly afterMs: number }[] = [
  { from: 'STALE', afterMs: archivedAfterMs },
  { from: 'OFFLINE', afterMs: staleAfterMs },
];

/** What is to move where, by when it ended. @param nowMs milliseconds since 1970 */
export function agings(nowMs: number): { from: State; to: State; endedBefore: Date }[] {
  return ages.flatMap(({ from, afterMs }) => {
    const to = stateAfter(from, 'age');
    return to === null ? [] : [{ from, to, endedBefore: new Date(nowMs - afterMs) }];
  });
}
