/**
 * What Prometheus is told of settlement: how many tips wait to be divided, and since when. Asked of Postgres when Prometheus
 * asks; where Postgres is away nothing is said.
 */
import { Gauge } from 'prom-client';
import type { Clock } from '#kernel/clock.ts';
import type { Metrics } from './metrics.ts';

export interface Settlement {
  readonly tips: number;
  readonly oldestAt: Date | null;
  readonly paused: object | null;
}

/** @param read how it stands */
export function observeSettlement({ registry }: Metrics, clock: Clock, read: () => Promise<Settlement>): void {
  const registers = [registry];
  const age = new Gauge({
    name: 'busker_settlement_queue_age_seconds',
    help: 'How long the oldest tip has waited to be divided; 0: none waits',
    registers,
  });
  const paused = new Gauge({ name: 'busker_settlement_paused', help: '1 while an operator stopped it', registers });
  new Gauge({
    name: 'busker_settlement_queue_depth',
    help: 'Tips that wait to be divided',
    registers,
    async collect() {
      const state = await read().catch(() => undefined);
      for (const gauge of [this, age, paused]) gauge.reset();
      if (state === undefined) return;
      this.set(state.tips);
      age.set(state.oldestAt === null ? 0 : Math.max(0, clock.now() - state.oldestAt.getTime()) / 1_000);
      paused.set(state.paused === null ? 0 : 1);
    },
  });
}
