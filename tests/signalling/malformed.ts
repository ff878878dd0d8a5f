/**
 * Everything that is not of the protocol, as breaches.
 */
import type { TestSocket } from '../world/socket.ts';
import type { Breach } from './breach.ts';
import { clientFrame } from './client-frame.ts';

const ping = (id: unknown) => ({ type: 'request', id, method: 'session.ping', params: {} });
const malformed = (name: string, commit: (socket: TestSocket) => unknown, close = 4400): Breach => ({
  ...{ name, commit, close },
  error: 'MALFORMED',
});
const text = (name: string, frame: string): Breach => malformed(name, (socket) => socket.sendFrame(frame));
const json = (name: string, message: unknown): Breach => text(name, JSON.stringify(message));
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Not a message, whatever state the socket is in. */
export const noMessage: readonly Breach[] = [
  text('an empty frame', ''),
  text('words', 'hello'),
  text('half an object', '{"type":"hello"'),
  text('two objects', '{"type":"hello","version":1}{}'),
  text('not a number', '{"type":"hello","version":NaN}'),
  malformed('a binary frame', (socket) => socket.sendFrame(Buffer.from('{"type":"hello","version":1}'))),
  json('an empty array', []),
  json('an array of a thousand', Array(1_000).fill(ping(1))),
  json(
    'an array of 65',
    Array.from({ length: 65 }, (_, at) => ping(at + 1)),
  ),
  json('an array in an array', [[ping(1)]]),
  json('null', null),
  json('a number', 1),
  json('a sentence', 'hello'),
  json('an object without a type', {}),
  json('a type nobody knows', { type: 'goodbye' }),
  json('a type of the wrong type', { type: 1 }),
  json('a type of the server', { type: 'welcome', version: 1 }),
  json('an inherited type', { type: 'constructor' }),
  text('a depth of 20,000', nested(20_000)),
  text('a depth of 5,000 in a field', `{"type":"request","id":1,"method":"session.ping","more":${nested(5_000)}}`),
  text('an endless number', '{"type":"request","id":1e999,"method":"session.ping"}'),
  text('a prototype', '{"type":"request","id":1,"method":"session.ping","__proto__":{"admin":true}}'),
  json('an unknown field', { ...ping(1), extra: 1 }),
  json('a method of 65 letters', { ...ping(1), method: 'x'.repeat(65) }),
  json('a nameless method', { ...ping(1), method: '' }),
  json('no method', { type: 'request', id: 1 }),
  ...[0, -1, 1.5, 2 ** 53, 2 ** 63, '1', null, true, [1], {}].map((id) =>
    json(`the id ${JSON.stringify(id)}`, ping(id)),
  ),
  json('no id', { type: 'request', method: 'session.ping' }),
  malformed('bytes that are not UTF-8', (socket) => socket.sendBytes(clientFrame(1, Buffer.from([0xff, 0xfe]))), 1007),
  malformed('a frame without a mask', (socket) => socket.sendBytes(Buffer.from([0x81, 2, 0x7b, 0x7d])), 1002),
  malformed('an opcode nobody knows', (socket) => socket.sendBytes(clientFrame(7, Buffer.from('{}'))), 1002),
  malformed('a compressed frame', (socket) => socket.sendBytes(clientFrame(1 | 0x40, Buffer.from('{}'))), 1002),
];

/** Before the hello. */
export const noHello: readonly Breach[] = [
  json('a request first', ping(1)),
  json('a hello without a version', { type: 'hello' }),
  json('a version in words', { type: 'hello', version: '1' }),
  json('an unknown field in the hello', { type: 'hello', version: 1, name: 'x' }),
  json('an empty ticket', { type: 'hello', version: 1, ticket: '' }),
  json('a ticket of 513 letters', { type: 'hello', version: 1, ticket: 'x'.repeat(513) }),
  json('seventeen cursors', { type: 'hello', version: 1, resume: { token: 'x', cursors: Array(17).fill({}) } }),
  json('two hellos at once', [
    { type: 'hello', version: 1 },
    { type: 'hello', version: 1 },
  ]),
];

/** After the hello. */
export const outOfLine: readonly Breach[] = [
  json('a second hello', { type: 'hello', version: 1 }),
  json('an id twice', [ping(10), ping(10)]),
  json('an id that shrinks', [ping(11), ping(10)]),
  malformed('an id of a frame ago', async (socket) => {
    socket.send(ping(12));
    await socket.answerTo(12);
    socket.send(ping(12));
  }),
];

export const unknownMethods: readonly Breach[] = [
  ...['session.pong', 'room.destroy', 'toString', '__proto__', 'constructor', 'hasOwnProperty', '\ud800', 'a b'],
].map((method) => ({
  name: `the method ${JSON.stringify(method)}`,
  commit: (socket) => socket.send({ type: 'request', id: 20, method }),
  error: 'UNKNOWN_METHOD',
  close: 4404,
}));
