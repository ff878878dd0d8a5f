/**
 * A WebSocket of JSON messages that are read one after the other.
 */
export interface Wire {
  send(message: unknown): void;
  /** The next message that was not read yet. */
  next<T>(): Promise<T>;
}

/** Opens the socket beside this page: same host, same path. */
export async function openWire(): Promise<Wire> {
  const socket = new WebSocket(`ws://${location.host}${location.pathname}`);
  const unread: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  socket.onmessage = ({ data }) => {
    const message: unknown = JSON.parse(String(data));
    const reader = waiting.shift();
    if (reader === undefined) unread.push(message);
    else reader(message);
  };
  await new Promise((opened, failed) => {
    socket.onopen = opened;
    socket.onerror = () => failed(new Error('The socket does not open.'));
  });
  performance.mark('busker:socket-open');
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    next: <T>() =>
      unread.length > 0
        ? Promise.resolve(unread.shift() as T)
        : new Promise<T>((resolve) => waiting.push((message) => resolve(message as T))),
  };
}
