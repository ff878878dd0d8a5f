/**
 * What the use cases of administration stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { AccountEvents } from '../accounts/index.ts';
import type { ReconciliationRow } from '../ledger/index.ts';
import type { Nodes } from '../nodes/index.ts';

export interface AdminDeps {
  readonly database: Database;
  readonly news: News<AccountEvents>;
  readonly clock: Clock;
}

/** What the operator's view of the money needs. */
export interface MoneyDeps extends Pick<AdminDeps, 'database' | 'clock'> {
  /** Compares the books; null where somebody does already. */
  readonly reconcile: () => Promise<ReconciliationRow | null>;
}

/** What the operator's view of the media needs. */
export interface MediaDeps extends Pick<AdminDeps, 'database' | 'clock'> {
  readonly redis: RedisConnection['commands'];
  readonly nodes: Pick<Nodes, 'known' | 'request'>;
}

/** The admin who acts, and from where. */
export interface Acting {
  readonly userId: string;
  readonly ip: string;
}
