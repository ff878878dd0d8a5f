/**
 * What Prometheus is told of settlement: how many tips wait to be divided, since when, and whether an operator stopped it.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Metrics } from './metrics.ts';
import { observeTogether, secondsSince } from './observe-together.ts';

export interface Settlement {
  readonly tips: number;
  readonly oldestAt: Date | null;
  readonly paused: object | null;
}

/** @param read how it stands */
export function observeSettlement(metrics: Metrics, clock: Clock, read: () => Promise<Settlement>): void {
  observeTogether(metrics, read, [
    { name: 'busker_settlement_queue_depth', help: 'Tips that wait to be divided', pick: ({ tips }) => tips },
    {
      name: 'busker_settlement_queue_age_seconds',
      help: 'How long the oldest tip has waited to be divided; 0: none waits',
      pick: ({ oldestAt }) => secondsSince(oldestAt, clock.now()),
    },
    {
      name: 'busker_settlement_paused',
      help: '1 while an operator stopped it',
      pick: ({ paused }) => (paused === null ? 0 : 1),
    },
  ]);
}
