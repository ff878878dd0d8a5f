/**
 * Which run of Redis we talk to. Another run may have forgotten what the last one acknowledged, so numbering starts anew.
 */
import type { RedisConnection } from '../redis/index.ts';

/** A function that gives the current run id, asked again after each new connection. */
export function currentRun(redis: RedisConnection['commands']): () => Promise<string> {
  let known: Promise<string> | undefined;
  redis.on('close', () => {
    known = undefined;
  });
  return () => {
    known ??= redis.info('server').then(runIdOf);
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
}

function runIdOf(info: string): string {
  return /^run_id:(\w+)/m.exec(info)?.[1] ?? 'unknown';
}
