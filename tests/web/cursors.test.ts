/** What a page makes of the numbers on its notes. */
import t from 'tap';
import type { Audience } from '#protocol/socket/envelope.ts';
import { createCursors } from '../../web-client/src/signalling/cursors.ts';

const room = '00000000-0000-7000-8000-000000000001';
const other = '00000000-0000-7000-8000-000000000002';
const note = (seq: number, epoch = 'a', audience: Audience = 'public', of: string | null = room) => ({
  room: of,
  audience,
  epoch,
  seq,
});

t.test('the next note moves the cursor, a repeated one does not', async (t) => {
  const cursors = createCursors();
  cursors.seed(room, [note(7)]);
  t.equal(cursors.take(note(8)), 'next');
  t.equal(cursors.take(note(8)), 'seen');
  t.equal(cursors.take(note(3)), 'seen');
  t.same(cursors.list(), [note(8)]);
});

t.test('a hole and another epoch are gaps, and stay gaps until a snapshot', async (t) => {
  const cursors = createCursors();
  cursors.seed(room, [note(7)]);
  t.equal(cursors.take(note(9)), 'gap');
  t.equal(cursors.take(note(9)), 'gap', 'the cursor has not moved');
  t.equal(cursors.take(note(8, 'b')), 'gap');
  cursors.seed(room, [note(9, 'b')]);
  t.equal(cursors.take(note(10, 'b')), 'next');
});

t.test('audiences count for themselves', async (t) => {
  const cursors = createCursors();
  cursors.seed(room, [note(7), note(2, 'a', 'performer')]);
  t.equal(cursors.take(note(3, 'a', 'performer')), 'next');
  t.equal(cursors.take(note(8)), 'next');
  t.equal(cursors.take(note(1, 'a', 'session', null)), 'next', 'a numbering not met before begins where it begins');
});

t.test('after a resume the server says where each numbering goes on', async (t) => {
  const begun = () => {
    const cursors = createCursors();
    cursors.seed(room, [note(7), note(2, 'm', 'moderators')]);
    cursors.take(note(1, 's', 'session', room));
    cursors.putAll([note(3, 'p', 'person', null)]);
    return cursors;
  };
  const own = note(3, 'p', 'person', null);
  t.same(begun().goOn([own, note(7), note(2, 'm', 'moderators')]), [], 'all goes on');
  t.same(begun().goOn([own, note(7)]), [], 'dismissed meanwhile: no gap');
  t.same(begun().goOn([own]), [room], 'in the room no more: that must be asked about');
  t.same(begun().goOn([own, note(8), note(2, 'm', 'moderators')]), [room], 'trimmed');
  t.same(begun().goOn([note(1, 'q', 'person', null), note(7, 'b')]), [room, null], 'all lost');
  const cursors = begun();
  cursors.goOn([own, note(7), { ...note(9), room: other }]);
  t.same(
    cursors.list().map((cursor) => `${cursor.audience} ${cursor.seq}`),
    ['public 7', 'session 1', 'person 3'],
    'a room we are not in is none of ours',
  );
});

t.test('a session is in one room: the snapshot of another forgets the first', async (t) => {
  const cursors = createCursors();
  cursors.seed(room, [note(7)]);
  cursors.take(note(4, 's', 'session', null));
  cursors.seed(other, [{ ...note(1), room: other }, note(9)]);
  t.same(cursors.list(), [note(4, 's', 'session', null), { ...note(1), room: other }]);
});
