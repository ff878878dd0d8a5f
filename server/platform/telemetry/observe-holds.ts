/**
 * What Prometheus is told of what is set aside: how much of it is open, and whether what is over comes back.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Metrics } from './metrics.ts';
import { observeTogether, secondsSince } from './observe-together.ts';

export interface OpenHolds {
  readonly many: number;
  /** When the one was over that has waited longest to be given back; null: none waits. */
  readonly overSince: Date | null;
}

/** @param read how it stands */
export function observeHolds(metrics: Metrics, clock: Clock, read: () => Promise<OpenHolds>): void {
  observeTogether(metrics, read, [
    { name: 'busker_holds_open', help: 'Holds that have not ended', pick: ({ many }) => many },
    {
      name: 'busker_holds_overdue_seconds',
      help: 'How long the hold that is over longest has waited to be given back; 0: none waits',
      pick: ({ overSince }) => secondsSince(overSince, clock.now()),
    },
  ]);
}
