/**
 * What Prometheus is told of the ledger's seals: how long the first transfer that is not sealed has waited. Asked of Postgres
 * when Prometheus asks; where Postgres is away nothing is said.
 */
import { Gauge } from 'prom-client';
import type { Clock } from '#kernel/clock.ts';
import type { Metrics } from './metrics.ts';

/** @param since when the first that is not sealed was posted; null: all are */
export function observeSealing({ registry }: Metrics, clock: Clock, since: () => Promise<Date | null>): void {
  new Gauge({
    name: 'busker_ledger_seal_lag_seconds',
    help: 'How long the first transfer that is not sealed has waited; 0: all are sealed',
    registers: [registry],
    async collect() {
      const at = await since().catch(() => undefined);
      this.reset();
      if (at === undefined) return;
      this.set(at === null ? 0 : Math.max(0, clock.now() - at.getTime()) / 1_000);
    },
  });
}
