/**
 * Puts the rooms of one API process together: its seats, who announces, who hears the media nodes.
 */
import type { Channel, Delivery, LiveEvents } from '#platform/live-events/index.ts';
import type { Session } from '#platform/websocket/session.ts';
import { forgetAnnounced } from './announce-media.ts';
import { announcePresence } from './announce-presence.ts';
import { renewSeats } from './count-viewers.ts';
import { fanOut } from './follow-room.ts';
import { hearNode } from './hear-nodes.ts';
import type { RoomsDeps } from './hold-parts.ts';
import { createSeats, type Seat } from './keep-seats.ts';
import { leaveRoom } from './leave-room.ts';
import { reportEveryMs, reportHealth } from './report-health.ts';

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

/** Opens the rooms of this process; nobody is in them yet. */
export function openRooms(parts: RoomsParts): Rooms {
  const seats = createSeats();
  const live = parts.openLive((channel, delivery) => {
    if (delivery.kind === 'notes') fanOut(seats, channel, delivery);
    else void beginAnew(channel.room);
  });
  const { database, redis, nodes, admit, clock, log } = parts;
  const announcer = announcePresence({ redis, live, seats, clock, log });
  const came = (seat: Seat): void => {
    if (seat.as !== 'viewer') return;
    const renewed = renewSeats(redis, seat.room, [seat], clock.now());
    renewed.then(() => announcer.changed(seat.room), failed('a seat was not renewed'));
  };
  const deps: RoomsDeps = { database, redis, live, nodes, seats, admit, clock, log, presence: { ...announcer, came } };

  function failed(what: string): (error: unknown) => void {
    return (error) => log.warn({ err: error }, what);
  }
  async function beginAnew(room: string): Promise<void> {
    await forgetAnnounced(deps, room).catch(failed('the announcement was not forgotten'));
    announcer.repeat(room);
  }

  nodes.onEvent((news) => void hearNode(deps, news).catch(failed('news of a media node was not acted on')));
  const timer = setInterval(() => {
    for (const room of seats.rooms()) void reportHealth(deps, room).catch(failed('health was not reported'));
  }, reportEveryMs);

  return {
    deps,
    forget: (session) => leaveRoom(deps, session),
    async close() {
      clearInterval(timer);
      announcer.close();
      await live.close();
    },
  };
}
