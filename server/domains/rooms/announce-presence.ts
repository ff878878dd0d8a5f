/**
 * Tells a room who is here: at once after a change, then at most once a second. Renews the seats of this process.
 */
import { repeat } from '#kernel/repeat.ts';
import { throttle } from '#kernel/throttle.ts';
import type { RoomsDeps } from './parts.ts';
import { readPresence } from './read-presence.ts';
import { renewSeats } from './renew-seats.ts';
import { renewEveryMs } from './rules/seat-keys.ts';
import { isCounted } from './rules/who-sees.ts';

const announceEveryMs = 1_000;

export interface PresenceAnnouncer {
  /** Somebody came or went. */
  changed(room: string): void;
  /** Says it again even if nothing changed. */
  repeat(room: string): void;
  close(): void;
}

type AnnounceDeps = Pick<RoomsDeps, 'redis' | 'live' | 'seats' | 'clock' | 'log'>;

/** Starts renewing and announcing. */
export function announcePresence({ redis, live, seats, clock, log }: AnnounceDeps): PresenceAnnouncer {
  const lastSaid = new Map<string, string>();
  const failed = (error: unknown): void => log.warn({ err: error }, 'presence was not announced');

  const say = async (room: string): Promise<void> => {
    const presence = await readPresence(redis, room, clock.now());
    const now = JSON.stringify(presence);
    if (lastSaid.get(room) === now) return;
    if (seats.in(room).length === 0) lastSaid.delete(room);
    else lastSaid.set(room, now);
    await live.publish({ room, audience: 'public' }, 'room.presence', presence);
  };
  const throttled = throttle(announceEveryMs, say, failed);

  const renew = async (): Promise<void> => {
    for (const room of seats.rooms()) {
      const viewers = seats.in(room).filter(isCounted);
      await renewSeats(redis, room, viewers, clock.now());
      throttled.ask(room);
    }
  };
  const renewing = repeat(renewEveryMs, renew, failed);

  return {
    changed: throttled.ask,
    repeat(room) {
      lastSaid.delete(room);
      throttled.ask(room);
    },
    close() {
      renewing.stop();
      throttled.close();
    },
  };
}
