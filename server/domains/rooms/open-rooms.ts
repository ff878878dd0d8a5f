/**
 * Puts the rooms of one API process together: its seats, who announces, who hears the media nodes.
 */
import { repeat } from '#kernel/repeat.ts';
import type { Delivery, RoomChannel } from '#platform/live-events/index.ts';
import type { Returning } from '#platform/websocket/connection-deps.ts';
import type { Session } from '#platform/websocket/session.ts';
import type { Place } from '#platform/websocket/session-record.ts';
import { announcePresence } from './announce-presence.ts';
import { askRights } from './ask-rights.ts';
import { clearNodes } from './clear-nodes.ts';
import { fanOut } from './fan-out.ts';
import { forgetSession } from './forget-session.ts';
import { giveBack } from './give-back.ts';
import { handOn } from './hand-on.ts';
import { hearAgain } from './hear-again.ts';
import { hearNode } from './hear-nodes.ts';
import { createSeats, type Seat } from './keep-seats.ts';
import type { RoomsDeps } from './parts.ts';
import { renewSeats } from './renew-seats.ts';
import { reportHealth } from './report-health.ts';
import { returnToRoom } from './return-to-room.ts';
import { reviewSeats } from './review-seats.ts';
import { announcedKey } from './rules/seat-keys.ts';
import { isCounted } from './rules/who-sees.ts';

export type RoomsParts = Omit<RoomsDeps, 'seats' | 'presence' | 'rightsOf'>;

export interface Rooms {
  readonly deps: RoomsDeps;
  /** Hands what came on a channel of a room to those who sit in it. */
  hear(channel: RoomChannel, delivery: Delivery): void;
  /** The session is over: its seat is free. */
  forget(session: Session): Promise<void>;
  /** A session that no process holds is over. @param session its id */
  abandon(session: string, place: Place): Promise<void>;
  /** The session goes on in another process. */
  handOn(session: Session): void;
  /** Whether a session may come back to where it was. @throws Refusal of the gate that is shut by now */
  returning(session: Session, place: Place): Promise<Returning>;
  /** Asks Postgres about everybody signed in who sits here, and acts on it. @throws where it cannot be asked */
  lookAgain(): Promise<void>;
  close(): void;
}

/** How often a performer is told what arrives of what they send. */
const reportEveryMs = 2_000;
/** How often nodes that stop are looked at. */
const clearEveryMs = 250;

/** Opens the rooms of this process; nobody is in them yet. */
export function openRooms(parts: RoomsParts): Rooms {
  const { redis, live, nodes, clock, log } = parts;
  const seats = createSeats();
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const announcer = announcePresence({ redis, live, seats, clock, log });
  const came = (seat: Seat): void => {
    if (!isCounted(seat)) return;
    const renewed = renewSeats(redis, seat.room, [seat], clock.now());
    renewed.then(() => announcer.changed(seat.room), failed('a seat was not renewed'));
  };
  const rightsOf = askRights(parts.database.read);
  const deps: RoomsDeps = { ...parts, seats, rightsOf, presence: { changed: announcer.changed, came } };

  /** Numbering began anew: the next announcements go out whatever they say. */
  async function beginAnew(room: string): Promise<void> {
    await redis
      .del(announcedKey(room, 'public'), announcedKey(room, 'staff'))
      .catch(failed('the announcement was not forgotten'));
    announcer.repeat(room);
  }

  const nodeNews = hearAgain((news) => hearNode(deps, news), failed('news of a media node was not acted on'));
  nodes.onEvent((news) => void nodeNews.hear(news));
  const reportAll = async (): Promise<void> => {
    await nodeNews.again();
    // One room whose node is away keeps no other from its report.
    for (const room of seats.rooms()) await reportHealth(deps, room).catch(failed('health was not reported'));
  };
  const reporting = repeat(reportEveryMs, reportAll, failed('health was not reported'));

  const clearing = repeat(clearEveryMs, clearNodes(deps), failed('a node that stops was not cleared'));

  return {
    deps,
    hear(channel, delivery) {
      if (delivery.kind === 'notes') fanOut(seats, channel, delivery.frame);
      else void beginAnew(channel.room);
    },
    forget: (session) => forgetSession(deps, session),
    abandon: (session, place) => giveBack(deps, place, session),
    handOn: (session) => handOn(deps, session),
    returning: (session, place) => returnToRoom(deps, session, place),
    lookAgain: () => reviewSeats(deps, seats.signedIn()),
    close() {
      reporting.stop();
      clearing.stop();
      announcer.close();
    },
  };
}
