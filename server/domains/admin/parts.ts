/**
 * What the use cases of administration stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { AccountEvents } from '../accounts/index.ts';

export interface AdminDeps {
  readonly database: Database;
  readonly news: News<AccountEvents>;
  readonly clock: Clock;
}

/** The admin who acts, and from where. */
export interface Acting {
  readonly userId: string;
  readonly ip: string;
}
