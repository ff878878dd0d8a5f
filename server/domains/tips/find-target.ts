/**
 * To whom a tip goes, and in which session it counts. Reads and decides; locks nothing.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { findPerson } from '../accounts/index.ts';
import { banned, readStanding, type Standing } from '../channels/index.ts';
import {
  findLiveSessionOf,
  findOpenSession,
  isForEverybody,
  readStream,
  requireAdmissible,
  requireNamed,
  requireTicket,
  type SessionRow,
} from '../streams/index.ts';
import { noSuchTarget, notLive, selfTip } from './errors.ts';

/** Exactly one of them. */
export interface GivenTarget {
  readonly streamId?: string | undefined;
  readonly callId?: string | undefined;
  readonly creatorId?: string | undefined;
}

export interface Target {
  readonly performerId: string;
  /** Null: given while nothing is live that the giver may be in. */
  readonly session: SessionRow | null;
  /** What the giver may do in the performer's channel. */
  readonly standing: Standing;
}

/**
 * @param nowMs milliseconds since 1970
 * @throws Refusal NOT_FOUND, also where the performer is suspended or erased; SELF_TIP, BANNED, STREAM_NOT_LIVE,
 * AGE_ASSURANCE_REQUIRED, TICKET_REQUIRED
 */
export async function findTarget(read: Reader, given: GivenTarget, giver: Identity, nowMs: number): Promise<Target> {
  if (given.streamId !== undefined) return inRoom(read, given.streamId, giver, nowMs);
  if (given.creatorId !== undefined) return toPerformer(read, given.creatorId, giver, nowMs);
  // There are no calls yet.
  throw noSuchTarget('call');
}

async function inRoom(read: Reader, streamId: string, giver: Identity, nowMs: number): Promise<Target> {
  const [stream, session] = await Promise.all([readStream(read, streamId), findOpenSession(read, streamId)]);
  const performerId = stream.performer.id;
  if (stream.guest !== null && giver.userId !== performerId) requireNamed(stream, 'guest', giver);
  const standing = await standingAt(read, performerId, giver, nowMs, 'stream');
  requireAdmissible(stream);
  if (session === null || stream.state !== 'LIVE') throw notLive();
  requireTicket(stream);
  return { performerId, session, standing };
}

async function toPerformer(read: Reader, performerId: string, giver: Identity, nowMs: number): Promise<Target> {
  const [standing, session] = await Promise.all([
    standingAt(read, performerId, giver, nowMs, 'performer'),
    findLiveSessionOf(read, performerId),
  ]);
  const open = session !== null && (await mayBeIn(read, session.streamId)) ? session : null;
  return { performerId, session: open, standing };
}

async function standingAt(
  read: Reader,
  performerId: string,
  giver: Identity,
  nowMs: number,
  what: 'stream' | 'performer',
): Promise<Standing> {
  const [person, standing] = await Promise.all([
    findPerson(read, { id: performerId }),
    readStanding(read, performerId, giver, nowMs),
  ]);
  if (person === null || person.gone || !person.roles.includes('performer')) throw noSuchTarget(what);
  if (performerId === giver.userId) throw selfTip();
  if (standing.mute?.kind === 'ban') throw banned(standing.mute.reason);
  return standing;
}

/** Whoever may not be in a show does not appear in it by what they give. */
async function mayBeIn(read: Reader, streamId: string): Promise<boolean> {
  const stream = await readStream(read, streamId);
  return stream.state === 'LIVE' && isForEverybody(stream);
}
