/**
 * What the use cases of moderation stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { moderationEvents } from './events.ts';

export interface ModerationDeps {
  readonly database: Database;
  readonly news: News<typeof moderationEvents>;
  readonly clock: Clock;
  /** How many watch each of these rooms. */
  readonly countViewers: (rooms: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

/** Somebody of staff, and from where. */
export interface Acting {
  readonly userId: string;
  readonly ip: string;
}
