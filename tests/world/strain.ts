/**
 * How much a piece of work asks of this process: the longest time in which nobody else got a turn, and the memory at its peak.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Strain {
  readonly longestStallMs: number;
  /** Resident memory above what it was at the beginning. */
  readonly grownMb: number;
  readonly tookMs: number;
}

const sampleMs = 5;
const mb = 1024 * 1024;

/** Measures until the work ends, also where it fails. */
export async function strainOf<T>(work: () => Promise<T>): Promise<{ result: T; strain: Strain }> {
  globalThis.gc?.();
  const delay = monitorEventLoopDelay({ resolution: sampleMs });
  const before = process.memoryUsage.rss();
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, sampleMs);
  const startedMs = performance.now();
  delay.enable();
  try {
    const result = await work();
    const tookMs = Math.round(performance.now() - startedMs);
    const longestStallMs = Math.round(delay.max / 1e6 - sampleMs);
    return { result, strain: { longestStallMs, grownMb: Math.round((most - before) / mb), tookMs } };
  } finally {
    delay.disable();
    clearInterval(sampling);
  }
}
