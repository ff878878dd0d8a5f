/**
 * Takes a session up that lost its socket, or whose process died: the same person by the same token, once; back to where
 * it was, with every note since.
 */
import { Refusal } from '#kernel/refusal.ts';
import type { Cursor, NoteEnvelope } from '#protocol/socket/envelope.ts';
import type { Identity } from '../http/handler.ts';
import type { Begun, ConnectionDeps, Returning, Wire } from './connection-deps.ts';
import { type Greeting, welcomeOf } from './greet.ts';
import { openSession, type Session } from './session.ts';
import type { ClaimedSession, SessionRecord } from './session-record.ts';
import { isSecretOf, readToken } from './session-token.ts';

/** Somebody with the same token may be as fast; the last one wins. */
const tries = 3;
/** Refusals that say nothing about whether the session may go on. */
const passing = ['OVERLOADED', 'RATE_LIMITED', 'INTERNAL'];
const nowhere: Returning = { channels: [], sit: () => undefined, settled: () => undefined };

/** Undefined where there is nothing to take up, for whatever reason: the client begins anew. */
export async function resumeSession(
  deps: ConnectionDeps,
  { hello, identity }: Greeting,
  wire: Wire,
): Promise<Begun | undefined> {
  if (hello.resume === undefined) return undefined;
  const { token, cursors } = hello.resume;
  const claimed = await claim(deps, token, identity);
  if (claimed === undefined) return undefined;
  const { record, answers } = claimed;
  const rtpCapabilities = await deps.rtpCapabilities();
  const session = openSession({ ...wire, record, store: deps.store });
  const returning = await goBack(deps, session);
  if (returning === undefined) return undefined;
  const wishes = wishesOf(record, returning, cursors);
  const told: Cursor[] = [];
  await deps.live.continueFrom(wishes, (caught) => {
    deps.sessions.add(session);
    returning.sit();
    told.push(...caught.map(({ cursor }) => cursor));
    const welcome = welcomeOf({ id: record.id, token, resumed: true }, record.identity, rtpCapabilities, told);
    const missed = [...unheard(claimed.notes, cursors), ...caught.flatMap(({ notes }) => notes)];
    // One frame, however long: a second one might be cut off as unread.
    wire.outbound.send([welcome, ...missed]);
  });
  returning.settled(told);
  return { session, answers };
}

async function claim(
  deps: ConnectionDeps,
  token: string,
  ticketOf: Identity | null,
): Promise<ClaimedSession | undefined> {
  const given = readToken(token);
  if (given === undefined) return undefined;
  for (let tried = 0; tried < tries; tried += 1) {
    const seen = await deps.store.read(given.id);
    if (seen === undefined || !isSecretOf(given.secret, seen.tokenHash)) return undefined;
    const identity = await samePerson(deps, seen.identity, ticketOf);
    if (identity === undefined) return undefined;
    const claimed = await deps.store.claim(seen);
    if (claimed !== undefined) return taken(deps, claimed, identity);
  }
  return undefined;
}

/** The person as they are now; undefined where it is not the same person in the same sign-in, which must stand. */
async function samePerson(
  deps: ConnectionDeps,
  before: Identity | null,
  ticketOf: Identity | null,
): Promise<Identity | null | undefined> {
  if (before === null) return ticketOf === null ? null : undefined;
  if (ticketOf !== null) return ticketOf.signInId === before.signInId ? ticketOf : undefined;
  return (await deps.renewIdentity(before.signInId)) ?? undefined;
}

/** Whoever held it before, here or in another process, lets go of it. */
function taken(deps: ConnectionDeps, claimed: ClaimedSession, identity: Identity | null): ClaimedSession {
  const { id, generation } = claimed.record;
  deps.sessions.taken(id, generation);
  // Where this gets lost, the other finds out when it renews.
  deps.tellTaken(id, generation).catch((error: unknown) => deps.log.debug({ err: error }, 'a taking up was not told'));
  return { ...claimed, record: { ...claimed.record, identity } };
}

/** Undefined where a gate is shut meanwhile: the session is over then, and what it had is given back. */
async function goBack(deps: ConnectionDeps, session: Session): Promise<Returning | undefined> {
  const { place } = session;
  if (place === null) return nowhere;
  try {
    return await deps.returnTo(session, place);
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || passing.includes(thrown.code)) throw thrown;
    await deps.store.end(session.id, session.record.generation);
    await deps.onAbandoned(session.id, place);
    return undefined;
  }
}

/** What it hears, each with how far it had heard; what else a client names counts for nothing. */
function wishesOf({ identity }: SessionRecord, { channels }: Returning, cursors: readonly Cursor[]) {
  const own = identity === null ? [] : [{ person: identity.userId }];
  return [...own, ...channels].map((channel) => {
    const room = 'room' in channel ? channel.room : null;
    const audience = 'audience' in channel ? channel.audience : 'person';
    return { channel, cursor: cursors.find((one) => one.room === room && one.audience === audience) };
  });
}

/** Of the session's own notes those after the client's cursors. */
function unheard(notes: readonly NoteEnvelope[], cursors: readonly Cursor[]): NoteEnvelope[] {
  const heard = (note: NoteEnvelope): number =>
    cursors.find(({ room, audience, epoch }) => audience === 'session' && room === note.room && epoch === note.epoch)
      ?.seq ?? 0;
  return notes.filter((note) => note.seq > heard(note));
}
