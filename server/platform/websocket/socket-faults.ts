/**
 * Faults of one socket that are asked for, outside production: answers that never arrive, and a connection that breaks. What
 * was asked is carried out and kept before either, as it would be where a network fails.
 */
import type { WebSocket } from 'ws';

export interface SocketFaults {
  /** The socket breaks instead of the next answer. */
  cut(): void;
  /** So many answers are lost, after the next one. */
  swallow(answers: number): void;
}

export interface FaultySocket extends SocketFaults {
  /** Sends an answer, unless a fault has it. */
  deliver(send: () => void): void;
}

/** Without a fault until one is asked for. */
export function createFaultySocket(socket: Pick<WebSocket, 'terminate'>): FaultySocket {
  let breaks = false;
  let lost = 0;
  let before = 0;
  return {
    cut() {
      breaks = true;
    },
    swallow(answers) {
      lost = answers;
      before = 1;
    },
    deliver(send) {
      if (breaks) socket.terminate();
      else if (before > 0 || lost === 0) send();
      else lost -= 1;
      before = 0;
    },
  };
}
