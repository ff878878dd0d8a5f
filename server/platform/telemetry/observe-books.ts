/**
 * What Prometheus is told of the books: how many identities did not hold when they were last compared, and when that was. It is read where
 * comparisons are kept, so that every process says the same, whichever of them compared, and a new one says it at once.
 */
import type { Metrics } from './metrics.ts';
import { observeTogether } from './observe-together.ts';

export interface Books {
  readonly differing: number;
  readonly comparedAt: Date;
}

/** @param read how the newest comparison came out; undefined where there is none */
export function observeBooks(metrics: Metrics, read: () => Promise<Books | undefined>): void {
  observeTogether(metrics, read, [
    {
      name: 'busker_books_differing',
      help: 'Identities of the ledger that did not hold in the newest comparison, whoever made it',
      pick: ({ differing }) => differing,
    },
    {
      name: 'busker_books_compared_timestamp_seconds',
      help: 'When the books were last compared',
      pick: ({ comparedAt }) => comparedAt.getTime() / 1_000,
    },
  ]);
}
