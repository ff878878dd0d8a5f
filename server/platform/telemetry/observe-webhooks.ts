/**
 * What Prometheus is told of webhooks: tries by what became of them, how much waits, and for how long what is due has waited.
 * What waits is asked of Postgres when Prometheus asks; where Postgres is away nothing is said of it.
 */
import { Counter, Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';

export interface WebhookBacklog {
  readonly waiting: number;
  readonly oldestDueMs: number;
}

type Outcome = 'delivered' | 'retried' | 'failed' | 'dropped';

/** @param read how it stands @returns what counts a try by its outcome */
export function observeWebhooks(
  { registry }: Metrics,
  read: () => Promise<WebhookBacklog>,
): (outcome: Outcome) => void {
  const registers = [registry];
  const tries = new Counter({
    name: 'busker_webhook_tries_total',
    help: 'Tries of webhook deliveries by what became of them; dropped: not sent, because it may not be any more',
    labelNames: ['outcome'],
    registers,
  });
  const age = new Gauge({
    name: 'busker_webhook_oldest_due_seconds',
    help: 'For how long the oldest webhook that is due has waited to be sent; 0: none is due',
    registers,
  });
  new Gauge({
    name: 'busker_webhook_waiting',
    help: 'Webhook deliveries that wait, due or not',
    registers,
    async collect() {
      const state = await read().catch(() => undefined);
      for (const gauge of [this, age]) gauge.reset();
      if (state === undefined) return;
      this.set(state.waiting);
      age.set(state.oldestDueMs / 1_000);
    },
  });
  return (outcome) => tries.inc({ outcome });
}
