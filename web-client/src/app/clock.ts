/**
 * The only reader of the machine's clock in the page; components get it through `useNow`.
 */

/** Milliseconds since 1970. */
export function now(): number {
  return Date.now();
}
