/**
 * What the use cases of quality stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Log } from '#platform/telemetry/log.ts';
import type { QualityReport, QualityState } from '#protocol/socket/quality.ts';
import type { Seats } from '../rooms/index.ts';

export interface QualityDeps {
  readonly seats: Seats;
  readonly redis: RedisConnection['commands'];
  readonly limits: Limits;
  /** Tells Prometheus. */
  readonly note: (report: QualityReport, state: QualityState) => void;
  readonly clock: Clock;
  readonly log: Log;
}
