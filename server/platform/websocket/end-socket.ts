/**
 * How a socket ends that broke the protocol: the coded error, then a close whose code tells the page what to do.
 */
import type { WebSocket } from 'ws';
import { type CodedRefusal, type ErrorCode, errorBody } from '#protocol/errors.ts';
import { type CloseCode, closeCodes } from '#protocol/socket/close-codes.ts';
import type { SocketError } from '#protocol/socket/envelope.ts';

const closeCodeOf: Partial<Record<ErrorCode, CloseCode>> = {
  MALFORMED: closeCodes.malformed,
  VERSION_UNSUPPORTED: closeCodes.malformed,
  UNKNOWN_METHOD: closeCodes.unknownMethod,
  UNAUTHENTICATED: closeCodes.unauthenticated,
  HELLO_TIMEOUT: closeCodes.helloTimeout,
  TAKEN_OVER: closeCodes.takenOver,
  FORBIDDEN: closeCodes.ended,
  RATE_LIMITED: closeCodes.tooFrequent,
  PAYLOAD_TOO_LARGE: closeCodes.tooLarge,
  OVERLOADED: closeCodes.serverStops,
};

/** How long the other side may take to close its half. */
const closeTimeoutMs = 2_000;

/** Says why and closes; a peer that does not answer the close is cut. */
export function endSocket(socket: WebSocket, refused: CodedRefusal): void {
  const frame: SocketError = { type: 'error', error: errorBody(refused) };
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  socket.close(closeCodeOf[refused.code] ?? closeCodes.internal, refused.code);
  const timer = setTimeout(() => socket.terminate(), closeTimeoutMs);
  socket.once('close', () => clearTimeout(timer));
}
