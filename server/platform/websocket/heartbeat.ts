/**
 * Ends a socket whose other side is gone without a word: a ping each interval, gone after two without an answer.
 */
import type { WebSocket } from 'ws';

/** Starts beating; stops by itself when the socket closes. */
export function keepAlive(socket: WebSocket, intervalMs: number): void {
  let unanswered = 0;
  socket.on('pong', () => {
    unanswered = 0;
  });
  const timer = setInterval(() => {
    if (unanswered >= 2) {
      socket.terminate();
      return;
    }
    unanswered += 1;
    socket.ping();
  }, intervalMs);
  socket.once('close', () => clearInterval(timer));
}
