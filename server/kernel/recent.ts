/**
 * Answers that may be a moment old: who asks again soon gets the same, so that what is dear is not worked out for everybody.
 */
import type { Clock } from './clock.ts';

/** So many are remembered. */
const most = 1_000;

/** @param forMs how old an answer may be @param load works it out; a failure is not remembered */
export function recent<T>(forMs: number, clock: Clock, load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { readonly atMs: number; readonly answer: Promise<T> }>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined && clock.monotonicMs() - before.atMs < forMs) return before.answer;
    const answer = load(key);
    known.delete(key);
    known.set(key, { atMs: clock.monotonicMs(), answer });
    answer.catch(() => known.delete(key));
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
