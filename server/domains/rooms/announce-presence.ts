/**
 * Tells a room who is here: at once after a change, then at most once a second.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Log } from '#platform/telemetry/log.ts';
import type { AnnounceDeps } from './announce-media.ts';
import { readPresence, renewEveryMs, renewSeats } from './count-viewers.ts';
import type { Seats } from './keep-seats.ts';

const announceEveryMs = 1_000;

export interface PresenceAnnouncer {
  /** Somebody came or went. */
  changed(room: string): void;
  /** Says it again even if nothing changed. */
  repeat(room: string): void;
  close(): void;
}

export interface PresenceDeps extends AnnounceDeps {
  readonly seats: Seats;
  readonly clock: Clock;
  readonly log: Log;
}

/** Starts renewing the seats of this process. */
export function announcePresence(deps: PresenceDeps): PresenceAnnouncer {
  const waiting = new Set<string>();
  const dirty = new Set<string>();
  const lastSaid = new Map<string, string>();

  const say = async (room: string): Promise<void> => {
    const presence = await readPresence(deps.redis, room, deps.clock.now());
    const now = JSON.stringify(presence);
    if (lastSaid.get(room) === now) return;
    lastSaid.set(room, now);
    if (deps.seats.in(room).length === 0) lastSaid.delete(room);
    await deps.live.publish({ room, audience: 'public' }, 'room.presence', presence);
  };

  const changed = (room: string): void => {
    if (waiting.has(room)) {
      dirty.add(room);
      return;
    }
    waiting.add(room);
    say(room).catch((error: unknown) => deps.log.warn({ err: error, room }, 'presence was not announced'));
    setTimeout(() => {
      waiting.delete(room);
      if (dirty.delete(room)) changed(room);
    }, announceEveryMs).unref();
  };

  const renew = async (): Promise<void> => {
    for (const room of deps.seats.rooms()) {
      const viewers = deps.seats.in(room).filter((seat) => seat.as === 'viewer');
      await renewSeats(deps.redis, room, viewers, deps.clock.now());
      changed(room);
    }
  };
  const timer = setInterval(() => {
    renew().catch((error: unknown) => deps.log.warn({ err: error }, 'seats were not renewed'));
  }, renewEveryMs);

  return {
    changed,
    repeat(room) {
      lastSaid.delete(room);
      changed(room);
    },
    close: () => clearInterval(timer),
  };
}
