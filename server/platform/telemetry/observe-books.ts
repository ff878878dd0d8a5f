/**
 * What Prometheus is told of the books: how many identities did not hold when they were last compared, and when that was.
 */
import { Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';

/** @returns what notes a comparison: how many identities did not hold, and when it was (milliseconds since 1970) */
export function observeBooks({ registry }: Metrics): (differing: number, atMs: number) => void {
  const registers = [registry];
  const differing = new Gauge({
    name: 'busker_books_differing',
    help: 'Identities of the ledger that did not hold in the newest comparison of this process',
    registers,
  });
  const compared = new Gauge({
    name: 'busker_books_compared_timestamp_seconds',
    help: 'When this process last compared the books; 0: not yet',
    registers,
  });
  return (count, atMs) => {
    differing.set(count);
    compared.set(atMs / 1_000);
  };
}
