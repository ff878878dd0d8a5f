/**
 * Where a show is kept while the tab that sends it is loaded anew: in the tab itself, which no other can read, and for this
 * one load of it.
 */
import { type HeldShow, heldShowOf, heldText } from './held-show.ts';

const key = 'busker.sending';

/** What was held for this load of the page, until the studio takes it. */
let held: string | null = null;

/** The page goes away while it sends this; undefined: it sends nothing that is to go on. @param nowMs milliseconds since 1970 */
export function holdShow(show: HeldShow | undefined, nowMs: number): void {
  if (show === undefined) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, heldText(show, nowMs));
}

/**
 * The page begins here: what was held is for the studio alone. Whoever opens another page first has left, and is not put on
 * air by finding their way to the studio later.
 * @param path of the address
 */
export function bootHeldShow(path: string): void {
  const text = takeText();
  held = /^\/studio\/?$/.test(path) ? text : null;
}

/** Null too where the browser keeps nothing for this page: every page begins with this question. */
function takeText(): string | null {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text;
  } catch {
    return null;
  }
}

/** What was held for this load of the page, once. @param nowMs milliseconds since 1970 */
export function takeHeldShow(nowMs: number): HeldShow | undefined {
  const text = held;
  held = null;
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return heldShowOf(text, navigation?.type, nowMs);
}
