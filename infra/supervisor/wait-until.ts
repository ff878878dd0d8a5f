/** Waits for a condition with a deadline; the one way here to wait for something that sends no event. */
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @param timeoutMs how long to wait at most
 * @param everyMs pause between two looks
 * @returns whether the condition came to hold in time
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { timeoutMs, everyMs = 25 }: { timeoutMs: number; everyMs?: number },
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (true) {
    if (await condition()) return true;
    if (performance.now() >= deadline) return false;
    await sleep(everyMs);
  }
}
