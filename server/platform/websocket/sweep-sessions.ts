/**
 * Clears up behind sessions whose process is gone: those that nobody took up in time, and those whose sign-in ended. Every
 * API process looks; Redis lets one of them have each.
 */
import type { Clock } from '#kernel/clock.ts';
import { type Repeating, repeat } from '#kernel/repeat.ts';
import type { RedisConnection } from '../redis/index.ts';
import type { Log } from '../telemetry/log.ts';
import { renewEveryMs, sweepAfterMs } from './session-keys.ts';
import type { Place } from './session-record.ts';
import type { SessionRegistry } from './session-registry.ts';
import type { SessionStore } from './session-store.ts';

export interface SweepDeps {
  readonly store: SessionStore;
  readonly sessions: Pick<SessionRegistry, 'has'>;
  readonly redis: RedisConnection['commands'];
  /** A session that no process holds is over: it was here. */
  readonly onAbandoned: (id: string, place: Place) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Sweeper extends Repeating {
  /** Ends what stands on a sign-in and is held by no process, or by another. */
  endSignIn(signInId: string): Promise<void>;
}

const sweepEveryMs = 2_000;
/** After Redis was away those who are alive have this long to say so. */
const patienceMs = 2 * renewEveryMs + 2_000;

/** Starts sweeping. */
export function sweepSessions({ store, sessions, redis, onAbandoned, clock, log }: SweepDeps): Sweeper {
  let since = clock.monotonicMs();
  redis.on('ready', () => {
    since = clock.monotonicMs();
  });
  const clear = async (id: string, overdueMs?: number): Promise<void> => {
    const { how, place } = await store.end(id, undefined, overdueMs);
    if (how === 'ended' && place !== null) await onAbandoned(id, place);
  };
  const sweep = async (): Promise<void> => {
    if (redis.status !== 'ready' || clock.monotonicMs() - since < patienceMs) return;
    for (const id of await store.overdue(sweepAfterMs)) await clear(id, sweepAfterMs);
  };
  const sweeping = repeat(sweepEveryMs, sweep, (error) => log.warn({ err: error }, 'sessions were not swept'));
  return {
    stop: () => sweeping.stop(),
    async endSignIn(signInId) {
      for (const id of await store.ofSignIn(signInId)) if (!sessions.has(id)) await clear(id);
    },
  };
}
