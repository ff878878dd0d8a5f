/**
 * Tries the site's live connection: greets as anybody would, and measures the shortest of three round trips.
 */
import { protocolVersion } from '#protocol/socket/envelope.ts';
import { socketUrl } from '../../signalling/index.ts';
import type { Tried } from './try-way.ts';

const withinMs = 8_000;
const pings = 3;

/** Never rejects. */
export function trySocket(signal: AbortSignal): Promise<Tried> {
  const socket = new WebSocket(socketUrl(location));
  const times: number[] = [];
  let askedAt = 0;
  const ask = (): void => {
    askedAt = performance.now();
    socket.send(JSON.stringify({ type: 'request', id: times.length + 1, method: 'session.ping', params: {} }));
  };
  return new Promise<Tried>((resolve) => {
    const shut = (): void => resolve({ state: 'shut', rttMs: undefined });
    AbortSignal.any([signal, AbortSignal.timeout(withinMs)]).addEventListener('abort', shut, { once: true });
    socket.addEventListener('close', shut);
    socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'hello', version: protocolVersion })));
    socket.addEventListener('message', ({ data }) => {
      if (askedAt !== 0) times.push(performance.now() - askedAt);
      if (times.length === pings) resolve({ state: 'open', rttMs: Math.round(Math.min(...times)) });
      else if (isNews(String(data))) ask();
    });
  }).finally(() => socket.close());
}

/** The welcome, or an answer: whatever else there is can wait. */
function isNews(text: string): boolean {
  return /"type":"(welcome|answer)"/.test(text);
}
