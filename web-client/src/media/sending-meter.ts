/**
 * Looks again and again at what a transport sends; each look gives the sample since the one before.
 */
import { countsOf, type SendingSample, type SentCounts, sampleOf } from './sending-sample.ts';
import type { Sent } from './sent.ts';

/** The browser counts some things once a second: what is about less time says nothing. A busy page's timers bunch. */
const leastMs = 1_000;

export class SendingMeter {
  #of: Sent | undefined;
  #before: SentCounts | undefined;

  /** Undefined for the first look at a transport, and for one that follows too soon. */
  async look(sent: Sent): Promise<SendingSample | undefined> {
    const report = await sent.stats();
    const entries = [...report.values()];
    const before = this.#of === sent ? this.#before : undefined;
    const now = countsOf(entries, performance.now());
    if (before !== undefined && now.atMs - before.atMs < leastMs) return undefined;
    this.#of = sent;
    this.#before = now;
    const camera = sent.producer('camera')?.track?.id;
    return before && sampleOf(entries, { before, now, camera });
  }
}
