/**
 * Sending to one socket. A reader that does not keep up is cut off rather than buffered for: it comes back and resumes.
 */
import { WebSocket } from 'ws';
import type { ServerMessage } from '#protocol/socket/envelope.ts';

/** Most bytes waiting for one reader. */
export const maxBufferedBytes = 1024 * 1024;

export interface Outbound {
  send(messages: readonly ServerMessage[]): void;
  sendFrame(frame: string): void;
}

/** @param onSlow called once when a reader is cut off */
export function createOutbound(socket: WebSocket, onSlow: () => void): Outbound {
  const sendFrame = (frame: string): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > maxBufferedBytes) {
      onSlow();
      socket.terminate();
      return;
    }
    socket.send(frame);
  };
  return {
    sendFrame,
    send: (messages) => {
      if (messages.length > 0) sendFrame(JSON.stringify(messages.length === 1 ? messages[0] : messages));
    },
  };
}
