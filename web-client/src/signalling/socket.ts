/**
 * One WebSocket from its opening to its end, which is told exactly once.
 */
export interface Socket {
  /** Sends a frame; nothing happens where the socket is not open. */
  send(frame: string): void;
  /** Ends it; `onEnd` is called with the code, which the server hears: 1000 (a goodbye) or one of ours. */
  end(code: number): void;
}

export interface SocketEvents {
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  /** @param code the close code; 1006 where the connection was lost or never made */
  readonly onEnd: (code: number) => void;
}

export function openSocket(url: string, { onOpen, onText, onEnd }: SocketEvents): Socket {
  const socket = new WebSocket(url);
  let over = false;
  const end = (code: number): void => {
    if (over) return;
    over = true;
    onEnd(code);
  };
  socket.addEventListener('open', () => {
    if (!over) onOpen();
  });
  socket.addEventListener('message', ({ data }) => {
    if (!over && typeof data === 'string') onText(data);
  });
  socket.addEventListener('close', ({ code }) => end(code));
  return {
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    end(code) {
      // A dead network answers no closing handshake, so the end is told now and not when the browser gives up.
      end(code);
      socket.close(code);
    },
  };
}
