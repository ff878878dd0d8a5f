/**
 * Puts the rooms of one API process together: its seats, who announces, who hears the media nodes.
 */
import { repeat } from '#kernel/repeat.ts';
import type { Channel, Delivery, LiveEvents } from '#platform/live-events/index.ts';
import type { Session } from '#platform/websocket/session.ts';
import { announcePresence } from './announce-presence.ts';
import { fanOut } from './fan-out.ts';
import { hearNode } from './hear-nodes.ts';
import { createSeats, type Seat } from './keep-seats.ts';
import { leaveRoom } from './leave-room.ts';
import type { RoomsDeps } from './parts.ts';
import { renewSeats } from './renew-seats.ts';
import { reportHealth } from './report-health.ts';
import { announcedKey } from './rules/seat-keys.ts';

export type RoomsParts = Omit<RoomsDeps, 'seats' | 'presence' | 'live'> & {
  /** Live events, made for the listener that is handed over. */
  readonly openLive: (listener: (channel: Channel, delivery: Delivery) => void) => LiveEvents;
};

export interface Rooms {
  readonly deps: RoomsDeps;
  /** The session is over: its seat is free. */
  forget(session: Session): Promise<void>;
  close(): Promise<void>;
}

/** How often a performer is told what arrives of what they send. */
const reportEveryMs = 2_000;

/** Opens the rooms of this process; nobody is in them yet. */
export function openRooms({ openLive, ...parts }: RoomsParts): Rooms {
  const { redis, nodes, clock, log } = parts;
  const seats = createSeats();
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const live = openLive((channel, delivery) => {
    if (delivery.kind === 'notes') fanOut(seats, channel, delivery.frame);
    else void beginAnew(channel.room);
  });
  const announcer = announcePresence({ redis, live, seats, clock, log });
  const came = (seat: Seat): void => {
    if (seat.as !== 'viewer') return;
    const renewed = renewSeats(redis, seat.room, [seat], clock.now());
    renewed.then(() => announcer.changed(seat.room), failed('a seat was not renewed'));
  };
  const deps: RoomsDeps = { ...parts, live, seats, presence: { changed: announcer.changed, came } };

  /** Numbering began anew: the next announcements go out whatever they say. */
  async function beginAnew(room: string): Promise<void> {
    await redis.del(announcedKey(room)).catch(failed('the announcement was not forgotten'));
    announcer.repeat(room);
  }

  nodes.onEvent((news) => void hearNode(deps, news).catch(failed('news of a media node was not acted on')));
  const reportAll = async (): Promise<void> => {
    for (const room of seats.rooms()) await reportHealth(deps, room);
  };
  const reporting = repeat(reportEveryMs, reportAll, failed('health was not reported'));

  return {
    deps,
    forget: (session) => leaveRoom(deps, session),
    async close() {
      reporting.stop();
      announcer.close();
      await live.close();
    },
  };
}
