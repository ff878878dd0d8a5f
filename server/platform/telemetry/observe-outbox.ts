/**
 * What Prometheus is told of the outbox: how much news is yet to be delivered, since when, and what was given up.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Backlog } from '../outbox/index.ts';
import type { Metrics } from './metrics.ts';
import { observeTogether, secondsSince } from './observe-together.ts';

/** @param read how it stands */
export function observeOutbox(metrics: Metrics, clock: Clock, read: () => Promise<Backlog>): void {
  observeTogether(metrics, read, [
    { name: 'busker_outbox_pending', help: 'Deliveries of news that are not done', pick: ({ pending }) => pending },
    {
      name: 'busker_outbox_given_up',
      help: 'Deliveries of news that nobody tries any more',
      pick: ({ givenUp }) => givenUp,
    },
    {
      name: 'busker_outbox_age_seconds',
      help: 'How long the oldest news has waited to be delivered; 0: none waits',
      pick: ({ oldestPendingAt }) => secondsSince(oldestPendingAt, clock.now()),
    },
  ]);
}
