/**
 * The socket methods of chat: who, where, do, answer.
 */
import type { SomeHandlers } from '#platform/websocket/answer-request.ts';
import { appointModerator, changeSettings, dismissModerator } from '../channels/index.ts';
import { requireSeat } from '../rooms/index.ts';
import { requireActing, requireHere, requireOwnChannel } from './access.ts';
import { deleteLine } from './delete-line.ts';
import { judgeLine } from './judge-line.ts';
import { openSnapshot } from './open-snapshot.ts';
import { pardonSanctioned } from './pardon-sanctioned.ts';
import type { ChatDeps } from './parts.ts';
import { pinLine } from './pin-line.ts';
import { readHistory } from './read-history.ts';
import { sendLine } from './send-line.ts';
import { showCard } from './show-card.ts';
import { silencePerson } from './silence-person.ts';

type Reading = 'chat.open' | 'chat.history' | 'chat.card';
type Speaking = 'chat.send' | 'chat.delete';
type Moderating = 'chat.pin' | 'chat.judge' | 'chat.settings' | 'chat.timeout' | 'chat.ban' | 'chat.pardon';
type Appointing = 'chat.appoint' | 'chat.dismiss';

/** Handlers of every method that concerns chat. */
export function chatSignals(deps: ChatDeps): SomeHandlers<Reading | Speaking | Moderating | Appointing> {
  return { ...reading(deps), ...speaking(deps), ...moderating(deps), ...appointing(deps) };
}

function reading(deps: ChatDeps): SomeHandlers<Reading> {
  const { seats, database } = deps;
  return {
    'chat.open': async (session) => openSnapshot(deps, requireSeat(seats, session), session.identity),
    'chat.history': async (session, params) => readHistory(database.read, requireSeat(seats, session).room, params),
    'chat.card': async (session, asked) =>
      showCard(deps, requireSeat(seats, session), { identity: session.identity, asked }),
  };
}

function speaking(deps: ChatDeps): SomeHandlers<Speaking> {
  return {
    'chat.send': async (session, params) => sendLine(deps, requireHere(deps.seats, session), params),
    'chat.delete': async (session, { line }) => done(deleteLine(deps, requireHere(deps.seats, session), line)),
  };
}

function moderating(deps: ChatDeps): SomeHandlers<Moderating> {
  const { seats, database } = deps;
  return {
    'chat.pin': async (session, { line }) => done(pinLine(deps, requireHere(seats, session), line)),
    'chat.judge': async (session, params) => done(judgeLine(deps, requireHere(seats, session), params)),
    'chat.settings': async (session, changes) =>
      changeSettings(deps, await requireActing(database.read, requireHere(seats, session)), changes),
    'chat.timeout': async (session, { person, seconds, reason }) =>
      silencePerson(deps, requireHere(seats, session), { person, seconds, reason }),
    'chat.ban': async (session, { person, reason }) =>
      silencePerson(deps, requireHere(seats, session), { person, seconds: null, reason }),
    'chat.pardon': async (session, { person }) => done(pardonSanctioned(deps, requireHere(seats, session), person)),
  };
}

function appointing(deps: ChatDeps): SomeHandlers<Appointing> {
  return {
    'chat.appoint': async (session, { person }) =>
      done(appointModerator(deps, requireOwnChannel(deps.seats, session), { id: person })),
    'chat.dismiss': async (session, { person }) =>
      done(dismissModerator(deps, requireOwnChannel(deps.seats, session), person)),
  };
}

async function done(work: Promise<unknown>): Promise<Record<string, never>> {
  await work;
  return {};
}
