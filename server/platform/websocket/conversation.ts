/**
 * What is said on one socket: the greeting, then questions and answers. Ids only grow, which makes them unique; those up to
 * the last one that was answered before a resume are repetitions.
 */
import type { WebSocket } from 'ws';
import { type CodedRefusal, errorBody, refusal } from '#protocol/errors.ts';
import { mayReconnect } from '#protocol/socket/close-codes.ts';
import type { Answer, ClientMessage, Request } from '#protocol/socket/envelope.ts';
import { type MethodName, methods } from '#protocol/socket/requests.ts';
import { answerRequest, requireMethod } from './answer-request.ts';
import { beginSession } from './begin-session.ts';
import { carryOutOnce, outcomeUnknown } from './carry-out-once.ts';
import type { Begun, ConnectionDeps } from './connection-deps.ts';
import { greet } from './greet.ts';
import { createOutbound } from './outbound.ts';
import type { Session } from './session.ts';
import { createFaultySocket } from './socket-faults.ts';

export interface Conversation {
  /** Takes one message, in its turn. @throws Refusal where it breaks the protocol */
  take(message: ClientMessage): Promise<void>;
  /** The socket is closed, with this code. */
  over(code: number): void;
}

type Known = Request & { method: MethodName };

/** @param onGreeted called when the hello was accepted */
export function createConversation(
  socket: WebSocket,
  ip: string,
  deps: ConnectionDeps,
  end: (why: CodedRefusal) => void,
  onGreeted: () => void,
): Conversation {
  const outbound = createOutbound(socket, () => deps.log.warn({ ip }, 'a reader that did not keep up was cut off'));
  const faults = createFaultySocket(socket);
  let begun: Begun | undefined;
  let lastId = 0;
  let repeatedTo = 0;

  const begin = async (message: ClientMessage): Promise<void> => {
    const greeting = await greet(message, deps);
    onGreeted();
    if (socket.readyState !== socket.OPEN) return;
    begun = await beginSession(deps, greeting, { ip, outbound, end, faults });
    repeatedTo = begun.session.record.last;
  };

  const carryOut = async ({ session, answers }: Begun, request: Request): Promise<void> => {
    const known = requireMethod(request);
    if (known.id <= lastId) throw refusal('MALFORMED', 'Request ids only grow.');
    lastId = known.id;
    const kept = known.id <= repeatedTo ? answers.get(known.id) : undefined;
    if (kept !== undefined) outbound.sendFrame(kept);
    else if (known.id <= repeatedTo && repeatOf(known) !== 'afresh') outbound.send([notKept(known)]);
    else await answerAndKeep(session, known);
  };

  const answerAndKeep = async (session: Session, known: Known): Promise<void> => {
    const carryOut = async (): Promise<string | undefined> => {
      const frame = JSON.stringify(await answerRequest(deps.handlers, session, known, deps.log));
      return (await keep(deps, session, { ...known, frame })) ? frame : undefined;
    };
    const isHeard = (): boolean => socket.readyState === socket.OPEN;
    const once = repeatOf(known) === 'once';
    const frame = await (once ? carryOutOnce(deps, { session, id: known.id, carryOut, isHeard }) : carryOut());
    if (frame !== undefined) faults.deliver(() => outbound.sendFrame(frame));
  };

  return {
    async take(message) {
      if (begun === undefined) await begin(message);
      else if (message.type === 'hello') throw refusal('MALFORMED', 'There is one hello.');
      else await carryOut(begun, message);
    },
    over(code) {
      if (begun === undefined) return;
      const { session } = begun;
      if (session.phase === 'over') deps.sessions.settle(session);
      else if (isGoodbye(code)) deps.sessions.over(session);
      else deps.sessions.lost(session);
    },
  };
}

/** Before it is sent, so that no answer that arrived is ever carried out again. @returns false where it is not ours any more */
async function keep(
  { store, log }: ConnectionDeps,
  session: Session,
  { id, method, frame }: Known & { frame: string },
): Promise<boolean> {
  if (methods[method].repeat === 'afresh') return session.phase !== 'taken';
  session.record.last = id;
  const kept = await store.save(session.record, { answer: { id, frame } }).catch((error: unknown) => {
    // While Redis is away nothing can be promised about a socket that is lost in the same moment.
    log.debug({ err: error }, 'an answer was not kept');
    return 'kept';
  });
  return kept !== 'taken';
}

/** Left on purpose (RFC 6455: normal closure, going away, no code given), or not to come back; all else is a loss. */
function isGoodbye(code: number): boolean {
  return [1000, 1001, 1005].includes(code) || !mayReconnect(code);
}

function repeatOf({ method }: Known) {
  return methods[method].repeat;
}

function notKept({ id, method }: Known): Answer {
  const gone = refusal('NOT_FOUND', 'The answer to this request is not kept any more.');
  return {
    type: 'answer',
    id,
    ok: false,
    error: errorBody(methods[method].repeat === 'once' ? outcomeUnknown() : gone),
  };
}
