/**
 * Tells every API process that a performer's overlay has something else to show, so that the questions of its pages that are
 * held open are answered. It only makes it quick: a word that is lost costs as long as the question is held.
 */
import { tellEverywhere } from '#platform/everywhere/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Log } from '#platform/telemetry/log.ts';

/** What can be read must be committed. Never fails: where Redis is away, the log says so. */
export function wakeOverlay(
  { redis, log }: { readonly redis: RedisConnection; readonly log: Log },
  performerId: string,
): void {
  tellEverywhere(redis, { kind: 'overlay-changed', performerId }).catch((err: unknown) =>
    log.warn({ err }, 'pages of an overlay were not woken'),
  );
}
