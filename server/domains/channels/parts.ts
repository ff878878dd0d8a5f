/**
 * What the use cases of channels stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database, Reader } from '#platform/database/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { ChannelEvents } from './events.ts';
import type { Capacity } from './rules/capacity.ts';

export interface ChannelDeps {
  readonly database: Database;
  readonly news: News<ChannelEvents>;
  readonly clock: Clock;
}

/** Who moderates, where, and as what. */
export interface Acting {
  readonly performerId: string;
  readonly userId: string;
  readonly capacity: Capacity;
}

/** What telling people takes. */
export interface TellDeps {
  readonly read: Reader;
  readonly live: Pick<LiveEvents, 'publishAll'>;
  readonly clock: Clock;
}
