/**
 * What Prometheus is told of the ledger's seals: how long the first transfer that is not sealed has waited.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Metrics } from './metrics.ts';
import { observeTogether, secondsSince } from './observe-together.ts';

/** @param since when the first that is not sealed was posted; null: all are */
export function observeSealing(metrics: Metrics, clock: Clock, since: () => Promise<Date | null>): void {
  observeTogether(metrics, async () => ({ first: await since() }), [
    {
      name: 'busker_ledger_seal_lag_seconds',
      help: 'How long the first transfer that is not sealed has waited; 0: all are sealed',
      pick: ({ first }) => secondsSince(first, clock.now()),
    },
  ]);
}
