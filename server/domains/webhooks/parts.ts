/**
 * What the use cases of webhooks stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { Outgoing } from '#platform/outgoing/index.ts';
import type { Log } from '#platform/telemetry/log.ts';
import type { WebhookNews } from './events.ts';

/** What managing endpoints takes. */
export interface WebhookDeps {
  readonly database: Database;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly outgoing: Pick<Outgoing, 'problemWith'>;
  /** Seals the secrets; 32 bytes. */
  readonly secretKey: Buffer;
}

/** What queueing news takes. */
export interface QueueDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Where the site is. */
  readonly publicUrl: URL;
}

/** What became of one try. `dropped`: it was not even made. */
export type Outcome = 'delivered' | 'retried' | 'failed' | 'dropped';

/** What sending takes. */
export interface SendingDeps {
  readonly database: Database;
  readonly news: WebhookNews;
  readonly clock: Clock;
  readonly log: Log;
  readonly outgoing: Pick<Outgoing, 'post'>;
  readonly secretKey: Buffer;
  readonly note: (outcome: Outcome) => void;
}
