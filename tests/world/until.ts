/**
 * Waiting for a condition with a deadline: the only way a test waits.
 */

export interface Patience {
  /** Default 5000. */
  readonly withinMs?: number;
}

/**
 * Resolves with the first value of `look` that is neither undefined, null nor false.
 * @param what completes "within 5000 ms there was no …"
 * @throws where the deadline passes first, with the last error of `look` as cause
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { withinMs = 5_000 }: Patience = {},
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + withinMs;
  let cause: unknown;
  do {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) {
        return found as Exclude<T, undefined | null | false>;
      }
    } catch (error) {
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  } while (performance.now() < deadline);
  throw new Error(`within ${withinMs} ms there was no ${what}`, { cause });
}
