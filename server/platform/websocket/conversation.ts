/**
 * What is said on one socket: the greeting, then questions and answers. Ids only grow, which makes them unique.
 */
import type { WebSocket } from 'ws';
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { ClientMessage, Request } from '#protocol/socket/envelope.ts';
import { answerRequest, requireMethod } from './answer-request.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { greet } from './greet.ts';
import { createOutbound } from './outbound.ts';
import { openSession, type Session } from './session.ts';

export interface Conversation {
  /** Takes one message, in its turn. @throws Refusal where it breaks the protocol */
  take(message: ClientMessage): Promise<void>;
  /** The socket is closed. */
  over(): void;
}

/** @param onGreeted called when the hello was accepted */
export function createConversation(
  socket: WebSocket,
  ip: string,
  deps: ConnectionDeps,
  end: (why: CodedRefusal) => void,
  onGreeted: () => void,
): Conversation {
  const outbound = createOutbound(socket, () => deps.log.warn({ ip }, 'a reader that did not keep up was cut off'));
  let session: Session | undefined;
  let lastId = 0;

  const begin = async (message: ClientMessage): Promise<void> => {
    const { identity, welcome } = await greet(message, deps);
    onGreeted();
    if (socket.readyState !== socket.OPEN) return;
    session = openSession({ id: welcome.session.id, identity, ip, outbound, end });
    deps.sessions.add(session);
    outbound.send([welcome]);
  };

  const carryOut = async (of: Session, request: Request): Promise<void> => {
    const known = requireMethod(request);
    if (known.id <= lastId) throw refusal('MALFORMED', 'Request ids only grow.');
    lastId = known.id;
    outbound.send([await answerRequest(deps.handlers, of, known, deps.log)]);
  };

  return {
    async take(message) {
      if (session === undefined) await begin(message);
      else if (message.type === 'hello') throw refusal('MALFORMED', 'There is one hello.');
      else await carryOut(session, message);
    },
    over() {
      if (session !== undefined) deps.sessions.over(session);
    },
  };
}
