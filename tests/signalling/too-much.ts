/**
 * Too large, too many, too fast, as breaches.
 */
import { maxFrameBytes } from '#protocol/socket/envelope.ts';
import type { TestSocket } from '../world/socket.ts';
import type { Breach } from './breach.ts';
import { clientFrame, frameHeader } from './client-frame.ts';

const textFrame = 1;
const continuation = 0;

/** A message of exactly so many bytes, sound in every other respect. */
export function padded(message: unknown, bytes: number): string {
  return JSON.stringify(message).padEnd(bytes, ' ');
}

const tooLarge = (name: string, commit: (socket: TestSocket) => unknown): Breach => ({
  ...{ name, commit },
  error: 'PAYLOAD_TOO_LARGE',
  close: 1009,
});
const hello = { type: 'hello', version: 1 };

export const oversized: readonly Breach[] = [
  tooLarge('one byte more than 64 KiB', (socket) => socket.sendFrame(padded(hello, maxFrameBytes + 1))),
  tooLarge('one byte more in binary', (socket) => socket.sendFrame(Buffer.alloc(maxFrameBytes + 1))),
  tooLarge('a megabyte', (socket) => socket.sendFrame(padded(hello, 1024 * 1024))),
  tooLarge('100 MB, announced and not sent', (socket) => socket.sendBytes(frameHeader(textFrame, 100 * 1024 * 1024))),
  tooLarge('two halves that are too much together', (socket) => {
    socket.sendBytes(clientFrame(textFrame, Buffer.alloc(40_000, ' '), false));
    socket.sendBytes(clientFrame(continuation, Buffer.alloc(40_000, ' ')));
  }),
];

const tooFrequent = (name: string, commit: (socket: TestSocket) => unknown): Breach => ({
  ...{ name, commit },
  error: 'RATE_LIMITED',
  close: 4429,
});
const pings = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ type: 'request', id: from + at, method: 'session.ping', params: {} }));

export const flooding: readonly Breach[] = [
  tooFrequent('two hundred pings', (socket) => {
    for (const ping of pings(100, 200)) socket.send(ping);
  }),
  tooFrequent('two full arrays', (socket) => {
    socket.send(pings(100, 64));
    socket.send(pings(200, 64));
  }),
  tooFrequent('two hundred joins', (socket) => {
    const room = '01900000-0000-7000-8000-000000000101';
    for (const ping of pings(100, 200)) socket.send({ ...ping, method: 'room.join', params: { room, as: 'viewer' } });
  }),
];
