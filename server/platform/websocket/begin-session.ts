/**
 * From a hello to a welcome: the session that was lost, or a new one.
 */
import { newId } from '#kernel/ids.ts';
import type { Begun, ConnectionDeps, Wire } from './connection-deps.ts';
import { type Greeting, welcomeOf } from './greet.ts';
import { resumeSession } from './resume-session.ts';
import { openSession } from './session.ts';
import type { SessionRecord } from './session-record.ts';
import { newToken } from './session-token.ts';

/** Welcomes on the wire. @throws Refusal OVERLOADED where what is needed is away */
export async function beginSession(deps: ConnectionDeps, greeting: Greeting, wire: Wire): Promise<Begun> {
  return (await resumeSession(deps, greeting, wire)) ?? (await beginAnew(deps, greeting, wire));
}

async function beginAnew(deps: ConnectionDeps, { identity }: Greeting, wire: Wire): Promise<Begun> {
  const { store, live, sessions, log } = deps;
  const id = newId();
  const { token, tokenHash } = newToken(id);
  const record: SessionRecord = {
    id,
    tokenHash,
    identity,
    generation: 1,
    last: 0,
    begun: 0,
    place: null,
    noteSeqs: {},
  };
  const rtpCapabilities = await deps.rtpCapabilities();
  // Where it cannot be kept it is served all the same; the registry tries again.
  await store.open(record).catch((error: unknown) => log.warn({ err: error }, 'a session was not kept'));
  const session = openSession({ ...wire, record, store });
  const wishes = identity === null ? [] : [{ channel: { person: identity.userId } }];
  await live.continueFrom(wishes, (caught) => {
    sessions.add(session);
    const cursors = caught.map(({ cursor }) => cursor);
    wire.outbound.send([welcomeOf({ id, token, resumed: false }, identity, rtpCapabilities, cursors)]);
  });
  return { session, answers: new Map() };
}
