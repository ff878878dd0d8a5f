/**
 * Assertions: what must be true unless there is a bug. A failed one is logged, alerted and answered with 500.
 */

/** A broken promise of our own code; never shown to a client. */
export class AssertionFailed extends Error {}

/** @throws AssertionFailed where `condition` does not hold. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new AssertionFailed(what);
}

/** The value, which must be there. @throws AssertionFailed where it is undefined or null. */
export function present<T>(value: T | undefined | null, what: string): T {
  assert(value !== undefined && value !== null, `${what} must be present`);
  return value;
}

/** For the default of an exhaustive switch. @throws AssertionFailed always. */
export function unreachable(value: never): never {
  throw new AssertionFailed(`unreachable: ${JSON.stringify(value)}`);
}
