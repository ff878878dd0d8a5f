/** Frames of the socket as the page reads and writes them. */
import t from 'tap';
import { helloFrame, readFrame, requestFrame } from '../../web-client/src/signalling/frames.ts';

const answer = { type: 'answer', id: 3, ok: true, result: {} };
const note = { type: 'note', name: 'chat.later', audience: 'public', room: null, epoch: 'a', seq: 1, body: { x: 1 } };

t.test('one object and an array of them, in order', async (t) => {
  t.same(readFrame(JSON.stringify(answer)), { messages: [answer], faults: [] });
  t.same(readFrame(JSON.stringify([note, answer])).messages, [note, answer]);
});

t.test('what a newer server adds does no harm', async (t) => {
  const { messages, faults } = readFrame(JSON.stringify([{ type: 'greeting' }, { ...answer, later: 1 }, note]));
  t.equal(faults.length, 1);
  t.match(faults[0], 'greeting');
  t.match(messages, [{ type: 'answer', id: 3 }, { name: 'chat.later' }]);
});

t.test('an answer with a code of tomorrow still ends its request', async (t) => {
  const error = { error: 'CODE_OF_TOMORROW', message: 'No.' };
  const { messages } = readFrame(JSON.stringify({ type: 'answer', id: 9, ok: false, error }));
  t.match(messages, [{ type: 'answer', id: 9, ok: false, error: { error: 'INTERNAL' } }]);
});

t.test('nonsense is dropped and told', async (t) => {
  for (const text of ['', '{', '7', 'null', '"answer"', '[[]]', '{"type":"note"}', '{"type":"__proto__"}']) {
    const { messages, faults } = readFrame(text);
    t.same(messages, [], text);
    t.equal(faults.length, 1, text);
  }
});

t.test('hello carries only what there is', async (t) => {
  t.same(JSON.parse(helloFrame(undefined, undefined, [])), { type: 'hello', version: 1 });
  const cursor = { room: null, audience: 'session' as const, epoch: 'a', seq: 4 };
  t.same(JSON.parse(helloFrame('tick', 'tok', [cursor])), {
    type: 'hello',
    version: 1,
    ticket: 'tick',
    resume: { token: 'tok', cursors: [cursor] },
  });
  t.same(JSON.parse(requestFrame(1, 'room.leave', {})), { type: 'request', id: 1, method: 'room.leave', params: {} });
});
