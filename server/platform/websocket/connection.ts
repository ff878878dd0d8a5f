/**
 * One socket from its first frame to its last: hello, then requests one after the other, then the end.
 */
import type { RawData, WebSocket } from 'ws';
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { ClientMessage } from '#protocol/socket/envelope.ts';
import { judgeError } from '../http/judge-error.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { createConversation } from './conversation.ts';
import { endSocket } from './end-socket.ts';
import { heartbeatMs } from './greet.ts';
import { keepAlive } from './heartbeat.ts';
import { createMessageBudget } from './message-budget.ts';
import { readFrame } from './read-frame.ts';
import { createTurns } from './turns.ts';

const helloTimeoutMs = 5_000;
/** Messages a page may send at once, and steadily. */
const burst = 60;
const perSecond = 30;
/** Requests that may wait for their turn. */
const maxWaiting = 100;

/** Serves one accepted socket until it closes. */
export function serveConnection(socket: WebSocket, ip: string, deps: ConnectionDeps): void {
  const budget = createMessageBudget(burst * deps.limitsFactor, perSecond * deps.limitsFactor);
  let ended = false;
  const end = (refused: CodedRefusal): void => {
    if (ended) return;
    ended = true;
    endSocket(socket, refused);
  };
  const fail = (thrown: unknown): void => end(judgeError(thrown, deps.log));
  const turns = createTurns(maxWaiting * deps.limitsFactor, fail);
  const helloTimer = setTimeout(() => end(refusal('HELLO_TIMEOUT', 'No hello came in time.')), helloTimeoutMs);
  const conversation = createConversation(socket, ip, deps, end, () => clearTimeout(helloTimer));

  const enqueue = (message: ClientMessage): void => {
    const within = budget.take(deps.clock.monotonicMs());
    const queued = within && turns.add(async () => (ended ? undefined : conversation.take(message)));
    if (!queued) throw refusal('RATE_LIMITED', 'Too many messages.', { retryAfterSeconds: 1 });
  };
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (ended) return;
    try {
      for (const message of readFrame(data, isBinary)) enqueue(message);
    } catch (thrown) {
      fail(thrown);
    }
  });
  socket.on('error', (error) => deps.log.debug({ err: error, ip }, 'socket error'));
  socket.once('close', (code: number) => {
    ended = true;
    clearTimeout(helloTimer);
    // In its turn: a request that is under way may take a seat or a transport yet, which would stay taken for good.
    turns.addLast(async () => conversation.over(code));
  });
  keepAlive(socket, heartbeatMs);
}
