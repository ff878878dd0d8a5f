/**
 * To whom a tip goes, and in which session it counts. Reads and decides; locks nothing.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { KnownPerson } from '../accounts/index.ts';
import { banned, type Standing } from '../channels/index.ts';
import {
  findLiveSessionOf,
  isForEverybody,
  requireAdmissible,
  requireNamed,
  requireTicket,
  type SessionRow,
} from '../streams/index.ts';
import { noSuchTarget, notLive, selfTip } from './errors.ts';
import type { TipReading } from './read-together.ts';

/** Exactly one of them. */
export interface GivenTarget {
  readonly streamId?: string | undefined;
  readonly callId?: string | undefined;
  readonly creatorId?: string | undefined;
}

export interface Target {
  readonly performer: KnownPerson;
  /** Null: given while nothing is live that the giver may be in. */
  readonly session: SessionRow | null;
  /** What the giver may do in the performer's channel. */
  readonly standing: Standing;
}

/**
 * @throws Refusal NOT_FOUND, also where the performer is suspended or erased; SELF_TIP, BANNED, STREAM_NOT_LIVE,
 * AGE_ASSURANCE_REQUIRED, TICKET_REQUIRED
 */
export async function findTarget(
  read: Reader,
  reading: TipReading,
  given: GivenTarget,
  giver: Identity,
): Promise<Target> {
  if (given.streamId !== undefined) return inRoom(reading, given.streamId, giver);
  if (given.creatorId !== undefined) return toPerformer(read, reading, given.creatorId, giver);
  // There are no calls yet.
  throw noSuchTarget('call');
}

async function inRoom(reading: TipReading, streamId: string, giver: Identity): Promise<Target> {
  const room = await reading.room(streamId);
  if (room === null) throw noSuchTarget('stream');
  const { stream, session } = room;
  const performerId = stream.performer.id;
  if (stream.guest !== null && giver.userId !== performerId) requireNamed(stream, 'guest', giver);
  const there = await standingAt(reading, performerId, giver, 'stream');
  requireAdmissible(stream);
  if (session === null || stream.state !== 'LIVE') throw notLive();
  requireTicket(stream);
  return { ...there, session };
}

async function toPerformer(read: Reader, reading: TipReading, performerId: string, giver: Identity): Promise<Target> {
  const [there, session] = await Promise.all([
    standingAt(reading, performerId, giver, 'performer'),
    findLiveSessionOf(read, performerId),
  ]);
  const open = session !== null && (await mayBeIn(reading, session.streamId)) ? session : null;
  return { ...there, session: open };
}

async function standingAt(
  reading: TipReading,
  performerId: string,
  giver: Identity,
  what: 'stream' | 'performer',
): Promise<Pick<Target, 'performer' | 'standing'>> {
  const [performer, standing] = await Promise.all([
    reading.person(performerId),
    reading.standing({ performerId, identity: giver }),
  ]);
  if (performer === null || performer.gone || !performer.roles.includes('performer')) throw noSuchTarget(what);
  if (performerId === giver.userId) throw selfTip();
  if (standing.mute?.kind === 'ban') throw banned(standing.mute.reason);
  return { performer, standing };
}

/** Whoever may not be in a show does not appear in it by what they give. */
async function mayBeIn(reading: TipReading, streamId: string): Promise<boolean> {
  const room = await reading.room(streamId);
  return room !== null && room.stream.state === 'LIVE' && isForEverybody(room.stream);
}
