/**
 * What Prometheus is told of the outbox: how much news is yet to be delivered, since when, and what was given up. Asked of Postgres when
 * Prometheus asks; where Postgres is away nothing is said.
 */
import { Gauge } from 'prom-client';
import type { Clock } from '#kernel/clock.ts';
import { share } from '#kernel/share.ts';
import type { Backlog } from '../outbox/index.ts';
import type { Metrics } from './metrics.ts';

/** @param read how it stands */
export function observeOutbox({ registry }: Metrics, clock: Clock, read: () => Promise<Backlog>): void {
  // All figures of one scrape are of one answer.
  const ask = share(() => read().catch(() => undefined));
  const tell = (name: string, help: string, pick: (state: Backlog) => number): void => {
    const gauge = new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        const state = await ask();
        if (state === undefined) this.remove();
        else this.set(pick(state));
      },
    });
    gauge.remove();
  };
  const ageMs = ({ oldestPendingAt: at }: Backlog): number => (at === null ? 0 : clock.now() - at.getTime());
  tell('busker_outbox_pending', 'Deliveries of news that are not done', ({ pending }) => pending);
  tell('busker_outbox_given_up', 'Deliveries of news that nobody tries any more', ({ givenUp }) => givenUp);
  tell('busker_outbox_age_seconds', 'How long the oldest news has waited to be delivered; 0: none waits', (state) =>
    Math.max(0, ageMs(state) / 1_000),
  );
}
