/**
 * What the use cases of chat stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { Log } from '#platform/telemetry/log.ts';
import type { ListedWord } from '#protocol/http/channels.ts';
import type { ChannelEvents } from '../channels/index.ts';
import type { Seats } from '../rooms/index.ts';
import type { DraftLine, LineRow } from './rules/line-rows.ts';

/** A line that is stored: now, or under the same key before. */
export interface Written {
  readonly row: LineRow;
  readonly isNew: boolean;
}

/** Telling rooms about stored lines takes this. */
export interface TellingDeps {
  readonly database: Database;
  readonly live: Pick<LiveEvents, 'publish' | 'publishAll'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Everything the use cases of chat stand on. */
export interface ChatDeps extends TellingDeps {
  readonly news: News<ChannelEvents>;
  readonly limits: Limits;
  readonly seats: Seats;
  /** Stores a line together with others; resolves after the commit. @throws Refusal OVERLOADED */
  readonly write: (draft: DraftLine) => Promise<Written>;
  /** Tells rooms of lines, in this order, in the background; what fails is told later by a job. */
  readonly tell: (rows: readonly LineRow[]) => void;
  /** A channel's words, read once for each version. */
  readonly wordsOf: (performerId: string, version: number) => Promise<readonly ListedWord[]>;
  /** Hosts of this house: a link to them is none. */
  readonly ownHosts: readonly string[];
  /** Counts a line by its verdict. */
  readonly count: (verdict: 'shown' | 'held' | 'blocked') => void;
}
