/**
 * What the use cases of tips stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { UnderWay } from '#kernel/under-way.ts';
import type { Database } from '#platform/database/index.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { Log } from '#platform/telemetry/log.ts';
import type { SplitName } from '#protocol/http/economy.ts';
import type { Seats } from '../rooms/index.ts';
import type { TipEvents } from './events.ts';
import type { TipIntake } from './gather-tips.ts';
import type { HeldQuestions } from './hold-questions.ts';
import type { TipReading } from './read-together.ts';

/** What giving takes. */
export interface SendingDeps {
  readonly database: Database;
  readonly news: TipEvents;
  readonly limits: Limits;
  /** How what a tip depends on is read. */
  readonly reading: TipReading;
  /** Through which tips are accepted. */
  readonly intake: TipIntake;
  /** What this process was asked to give and has not answered, by giver and key. */
  readonly attempts: UnderWay;
  readonly clock: Clock;
  /** Hosts of this house: a link to them is none. */
  readonly ownHosts: readonly string[];
  /** What holds for what is given while nothing is live. */
  readonly defaultSplit: SplitName;
  /** Says that something waits to be divided; forgetting it costs a second. */
  readonly settleSoon: () => void;
}

/** What dividing takes. */
export interface SettlingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** What telling people about their own money takes. */
export interface TellingDeps {
  readonly database: Database;
  readonly live: Pick<LiveEvents, 'publish' | 'publishAll'>;
  readonly log: Log;
}

/** What a performer shows of tips takes this. */
export interface BoardDeps extends Pick<SendingDeps, 'database' | 'news' | 'limits' | 'clock'> {
  /** Where the site is. */
  readonly publicUrl: URL;
  /** The questions of overlay pages that this process holds open. */
  readonly held: HeldQuestions;
  /** Says in every process that this performer's overlay shows something else. */
  readonly wakeOverlay: (performerId: string) => void;
}

/** What is asked in a room takes this. */
export interface TipRoomDeps extends Pick<SendingDeps, 'database' | 'news' | 'clock'> {
  readonly seats: Seats;
}
