/** The lines of a chat: in order, once, without what is gone, without holes, bounded. */
import t from 'tap';
import {
  afterNewest,
  afterOlder,
  maxLines,
  noLines,
  type ShownLines,
  withLine,
  withoutLines,
} from '../../web-client/src/features/chat/shown-lines.ts';
import { idOf, lineOf } from './chat-cast.ts';

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_none, at) => lineOf(from + at));
const showing = (from: number, to: number, more = true): ShownLines => ({ ...noLines, lines: lines(from, to), more });
const ids = ({ lines: shown }: ShownLines): number[] => shown.map(({ id }) => Number(id.slice(-12)));

t.test('a line stands in its place, and once', async (t) => {
  let shown: ShownLines = noLines;
  for (const number of [2, 5, 3, 5, 1, 4, 2]) shown = withLine(shown, lineOf(number));
  t.same(ids(shown), [1, 2, 3, 4, 5]);
  t.equal(withLine(shown, lineOf(3, { text: 'Another text' })), shown, 'a known line changes nothing at all');
});

t.test('what is gone stays gone, whenever its line comes', async (t) => {
  const early = withoutLines(showing(1, 3), [idOf(4), idOf(2)]);
  t.same(ids(withLine(early, lineOf(4))), [1, 3], 'the line came after its end');
  t.same(ids(afterNewest(early, { lines: lines(1, 5), more: false })), [1, 3, 5], 'a snapshot was older than its end');
  t.same(
    ids(afterOlder(withoutLines(showing(5, 6), [idOf(3)]), idOf(5), { lines: lines(2, 4), more: true })),
    [2, 4, 5, 6],
  );
  t.equal(withoutLines(early, [idOf(2)]), early, 'to be gone twice is nothing new');
});

t.test('a quote does not keep what was taken away', async (t) => {
  const reply = lineOf(2, { replyTo: { id: idOf(1), displayName: 'Ada', text: 'Line 1' } });
  const [kept] = withoutLines(withLine(showing(1, 1), reply), [idOf(1)]).lines;
  t.match(kept, { id: idOf(2), replyTo: { text: '' } });
  const [later] = withLine(withoutLines(noLines, [idOf(1)]), reply).lines;
  t.match(later, { replyTo: { text: '' } }, 'nor does a reply that comes later');
});

t.test('a page holds no more than it can, and knows that there are older ones', async (t) => {
  let shown: ShownLines = { ...noLines, lines: lines(1, maxLines) };
  shown = withLine(shown, lineOf(maxLines + 1));
  t.equal(shown.lines.length, maxLines);
  t.equal(shown.lines[0]?.id, idOf(2));
  t.ok(shown.more);
  t.equal(withLine(shown, lineOf(1)), shown, 'what lies before a possible hole is left to history');
});

t.test('after a time away: what touches is kept, what is missing in between is gone', async (t) => {
  const before = showing(1, 20);
  t.same(ids(afterNewest(before, { lines: lines(21, 30), more: true })).slice(0, 2), [21, 22], 'a hole: begin anew');
  const without15 = lines(11, 30).filter(({ id }) => id !== idOf(15));
  const after = afterNewest(before, { lines: without15, more: true });
  t.same(ids(after), [
    ...Array.from({ length: 14 }, (_none, at) => at + 1),
    ...Array.from({ length: 15 }, (_none, at) => at + 16),
  ]);
  t.same(ids(afterNewest(before, { lines: lines(19, 22), more: false })), [19, 20, 21, 22], 'that is all there is');
  t.same(ids(afterNewest(before, { lines: [], more: false })), [], 'a chat that was emptied');
});

t.test('history comes before the first, and never leaves a hole', async (t) => {
  const shown = showing(51, 60);
  t.same(ids(afterOlder(shown, idOf(51), { lines: lines(41, 50), more: true })).length, 20);
  t.notOk(afterOlder(shown, idOf(51), { lines: lines(41, 50), more: false }).more);
  t.equal(
    afterOlder(showing(55, 60), idOf(51), { lines: lines(41, 50), more: true }).lines.length,
    6,
    'too late: ours moved on',
  );
  const checked = afterOlder(showing(1, 60), idOf(51), { lines: [...lines(41, 44), ...lines(46, 50)], more: true });
  t.notOk(ids(checked).includes(45), 'read again, what is missing is gone');
  t.ok(ids(checked).includes(40), 'what the page does not reach stays');
});
