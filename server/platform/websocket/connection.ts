/**
 * One socket from its first frame to its last: hello, then requests one after the other, then the end.
 */
import type { RawData, WebSocket } from 'ws';
import type { Clock } from '#kernel/clock.ts';
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { ClientMessage, Request } from '#protocol/socket/envelope.ts';
import { judgeError } from '../http/judge-error.ts';
import type { Log } from '../telemetry/log.ts';
import { answerRequest, requireMethod, type SignalHandlers } from './answer-request.ts';
import { endSocket } from './end-socket.ts';
import { greet, heartbeatMs, type Reception } from './greet.ts';
import { keepAlive } from './heartbeat.ts';
import { createMessageBudget } from './message-budget.ts';
import { createOutbound } from './outbound.ts';
import { readFrame } from './read-frame.ts';
import { openSession, type Session } from './session.ts';
import type { SessionRegistry } from './session-registry.ts';

export interface ConnectionDeps extends Reception {
  readonly handlers: SignalHandlers;
  readonly sessions: SessionRegistry;
  readonly clock: Clock;
  readonly log: Log;
  readonly limitsFactor: number;
}

const helloTimeoutMs = 5_000;
/** Messages a page may send at once, and steadily. */
const burst = 60;
const perSecond = 30;
/** Requests that may wait for their turn. */
const maxWaiting = 100;

/** Serves one accepted socket until it closes. */
export function serveConnection(socket: WebSocket, ip: string, deps: ConnectionDeps): void {
  const outbound = createOutbound(socket, () => deps.log.warn({ ip }, 'a reader that did not keep up was cut off'));
  const budget = createMessageBudget(burst * deps.limitsFactor, perSecond * deps.limitsFactor);
  let session: Session | undefined;
  let lastId = 0;
  let waiting = 0;
  let turn: Promise<void> = Promise.resolve();
  let ended = false;

  const end = (refused: CodedRefusal): void => {
    if (ended) return;
    ended = true;
    endSocket(socket, refused);
  };
  const helloTimer = setTimeout(() => end(refusal('HELLO_TIMEOUT', 'No hello came in time.')), helloTimeoutMs);

  const begin = async (message: ClientMessage): Promise<void> => {
    const { identity, welcome } = await greet(message, deps);
    clearTimeout(helloTimer);
    if (socket.readyState !== socket.OPEN) return;
    session = openSession({ id: welcome.session.id, identity, ip, outbound, end });
    deps.sessions.add(session, socket);
    outbound.send([welcome]);
  };

  const carryOut = async (of: Session, request: Request): Promise<void> => {
    const known = requireMethod(request);
    if (known.id <= lastId) throw refusal('MALFORMED', 'Request ids only grow.');
    lastId = known.id;
    outbound.send([await answerRequest(deps.handlers, of, known, deps.log)]);
  };

  const take = async (message: ClientMessage): Promise<void> => {
    if (ended) return;
    if (session === undefined) await begin(message);
    else if (message.type === 'hello') throw refusal('MALFORMED', 'There is one hello.');
    else await carryOut(session, message);
  };

  const enqueue = (message: ClientMessage): void => {
    if (!budget.take(deps.clock.monotonicMs()) || waiting >= maxWaiting) {
      throw refusal('RATE_LIMITED', 'Too many messages.', { retryAfterSeconds: 1 });
    }
    waiting += 1;
    turn = turn
      .then(() => take(message))
      .catch((thrown: unknown) => end(judgeError(thrown, deps.log)))
      .finally(() => {
        waiting -= 1;
      });
  };

  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (ended) return;
    try {
      for (const message of readFrame(data, isBinary)) enqueue(message);
    } catch (thrown) {
      end(judgeError(thrown, deps.log));
    }
  });
  socket.on('error', (error) => deps.log.debug({ err: error, ip }, 'socket error'));
  socket.once('close', () => {
    ended = true;
    clearTimeout(helloTimer);
  });
  keepAlive(socket, heartbeatMs);
}
