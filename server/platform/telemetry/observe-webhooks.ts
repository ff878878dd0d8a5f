/**
 * What Prometheus is told of webhooks: tries by what became of them, how much waits, and for how long what is due has waited.
 */
import { Counter } from 'prom-client';
import type { Metrics } from './metrics.ts';
import { observeTogether } from './observe-together.ts';

export interface WebhookBacklog {
  readonly waiting: number;
  readonly oldestDueMs: number;
}

type Outcome = 'delivered' | 'retried' | 'failed' | 'dropped';

/** @param read how it stands @returns what counts a try by its outcome */
export function observeWebhooks(metrics: Metrics, read: () => Promise<WebhookBacklog>): (outcome: Outcome) => void {
  const tries = new Counter({
    name: 'busker_webhook_tries_total',
    help: 'Tries of webhook deliveries by what became of them; dropped: not sent, because it may not be any more',
    labelNames: ['outcome'],
    registers: [metrics.registry],
  });
  observeTogether(metrics, read, [
    {
      name: 'busker_webhook_waiting',
      help: 'Webhook deliveries that wait, due or not',
      pick: ({ waiting }) => waiting,
    },
    {
      name: 'busker_webhook_oldest_due_seconds',
      help: 'For how long the oldest webhook that is due has waited to be sent; 0: none is due',
      pick: ({ oldestDueMs }) => oldestDueMs / 1_000,
    },
  ]);
  return (outcome) => tries.inc({ outcome });
}
