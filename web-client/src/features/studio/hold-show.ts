/**
 * Where a show is kept while the tab that sends it is loaded anew: in the tab itself, which no other can read.
 */
import { type HeldShow, heldShowOf, heldText } from './held-show.ts';

const key = 'busker.sending';

/** The page goes away while it sends this. @param nowMs milliseconds since 1970 */
export function holdShow(show: HeldShow, nowMs: number): void {
  sessionStorage.setItem(key, heldText(show, nowMs));
}

/** What was held for this load of the page, once. @param nowMs milliseconds since 1970 */
export function takeHeldShow(nowMs: number): HeldShow | undefined {
  const text = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return heldShowOf(text, navigation?.type, nowMs);
}
