/**
 * The wire is held against recorded transcripts, and its frames against a frozen copy: whoever changes them breaks pages
 * that are open and clients that other people wrote, and finds out here.
 */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { socketSchema } from '../server/platform/http/socket-schema.ts';
import { ClientMessage, ServerMessage } from '../server/protocol/socket/envelope.ts';
import { notes, readNote } from '../server/protocol/socket/notes.ts';
import { isMethod, methods } from '../server/protocol/socket/requests.ts';

interface Line {
  readonly from: 'client' | 'server';
  readonly message: Record<string, unknown>;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./protocol/${name}`, import.meta.url), 'utf8'));

/** The schema a recorded line must satisfy, by its own type. */
function hold(line: Line): void {
  if (line.from === 'client') {
    const message = ClientMessage.parse(line.message);
    if (message.type === 'hello') return;
    if (!isMethod(message.method)) throw new Error(`unknown method ${message.method}`);
    methods[message.method].params.parse(message.params ?? {});
    return;
  }
  const message = ServerMessage.parse(line.message);
  if (message.type !== 'note') return;
  if (readNote(message) === undefined) throw new Error(`unknown note ${message.name}`);
}

t.test('recorded transcripts still hold', (test) => {
  const asked = new Map<number, string>();
  for (const line of read('transcript-v1.json') as Line[]) {
    test.doesNotThrow(() => hold(line), `${line.from} ${String(line.message.type)} holds`);
    if (line.message.type === 'request') asked.set(Number(line.message.id), String(line.message.method));
    if (line.message.type === 'answer' && line.message.ok === true) {
      const method = asked.get(Number(line.message.id)) as keyof typeof methods;
      test.doesNotThrow(() => methods[method].result.parse(line.message.result), `the result of ${method} holds`);
    }
  }
  test.end();
});

t.test('the frames are what was frozen for version 1', (test) => {
  test.same(JSON.parse(JSON.stringify(socketSchema().frames)), read('frames-v1.json'), 'no frame has changed');
  test.end();
});

t.test('a client may not add to a frame, a server may', (test) => {
  const request = { type: 'request', id: 1, method: 'session.ping', params: {} };
  test.notOk(ClientMessage.safeParse({ ...request, extra: 1 }).success, 'an unknown field from a client is refused');
  const note = { type: 'note', name: 'x', audience: 'public', room: null, epoch: 'e', seq: 1, body: {}, later: true };
  test.ok(ServerMessage.safeParse(note).success, 'a field that a later server adds is accepted');
  test.equal(readNote(ServerMessage.parse(note) as never), undefined, 'a note of a later server is ignored');
  test.end();
});

t.test('ids that are no ids are refused', (test) => {
  for (const id of [0, -1, 1.5, 2 ** 63, '1', null, Number.NaN]) {
    const held = ClientMessage.safeParse({ type: 'request', id, method: 'session.ping' });
    test.notOk(held.success, `${String(id)} is no request id`);
  }
  test.end();
});

t.test('every method and note is published with a schema and a purpose', (test) => {
  const published = socketSchema();
  test.same(Object.keys(published.methods), Object.keys(methods), 'all methods are published');
  test.same(Object.keys(published.notes), Object.keys(notes), 'all notes are published');
  for (const [name, method] of Object.entries(methods)) test.ok(method.about.length > 10, `${name} says what it does`);
  test.end();
});
