/** One's own lines before a moderator: found again by a page that is opened anew, or that missed what became of them. */
import t from 'tap';
import type { ChatSnapshot } from '#protocol/socket/chat.ts';
import { SignallingError } from '../../web-client/src/signalling/signalling-error.ts';
import { answeringLink, chatOn, fern, idOf, lineOf, noteOf, room, snapshotOf, textsOf } from './chat-cast.ts';

const mine = (number: number) => lineOf(number, { text: `Mine ${number}`, author: fern });
const heldOf = (...numbers: number[]) => numbers.map((number) => ({ key: idOf(700_000 + number), line: mine(number) }));

async function opened(more: Partial<ChatSnapshot>, lines = [lineOf(1)]) {
  const link = answeringLink();
  const mind = chatOn(link);
  await link.next('chat.open').answer(snapshotOf(lines, more));
  const own = () => mind.chat.state.get().own.map(({ text, state }) => `${text} ${state}`);
  const again = async (given: Partial<ChatSnapshot>, shown = lines) => {
    mind.snapshots.set(mind.snapshots.get() + 1);
    await link.next('chat.open').answer(snapshotOf(shown, given));
  };
  return { ...mind, link, own, again };
}

t.test('A page that is opened anew shows what waits, and what becomes of it', async (t) => {
  const { chat, link, own } = await opened({ ownHeld: heldOf(2, 3, 4) });
  t.same(own(), ['Mine 2 held', 'Mine 3 held', 'Mine 4 held']);
  t.same(textsOf(chat.state.get().lines), ['Line 1'], 'not among what everybody sees');
  link.tell(noteOf('chat.verdict', { room, line: idOf(2), text: 'Mine 2', verdict: 'release' }, null));
  link.tell(noteOf('chat.verdict', { room, line: idOf(3), text: 'Mine 3', verdict: 'remove' }, null));
  link.tell(noteOf('chat.line', { line: mine(4) }));
  chat.speaker.discard('none');
  t.same(own(), ['Mine 3 removed']);
  t.same(textsOf(chat.state.get().lines), ['Line 1', 'Mine 2', 'Mine 4']);
});

t.test('Read again it stands there once', async (t) => {
  const { own, again } = await opened({ ownHeld: heldOf(2) });
  await again({ ownHeld: heldOf(2, 3) });
  t.same(own().sort(), ['Mine 2 held', 'Mine 3 held']);
});

t.test('A line whose acknowledgement was lost is found by its key, and not sent again', async (t) => {
  const { chat, link, own, again } = await opened({ ownHeld: [] });
  chat.speaker.say('Mine 2', undefined);
  const key = chat.state.get().own[0]?.key ?? '';
  await link.next('chat.send').refuse(new SignallingError('CONNECTION_LOST', 'No.', {}));
  t.same(own(), ['Mine 2 waiting']);
  await again({ ownHeld: [{ key, line: mine(2) }] });
  t.same(own(), ['Mine 2 held']);
  t.equal(link.waiting(), 0);
});

t.test('What was decided while nobody listened: removed, released, or too long ago to say', async (t) => {
  const removed = await opened({ ownHeld: heldOf(5) });
  await removed.again({ ownHeld: [] });
  t.same(removed.own(), ['Mine 5 removed']);
  const released = await opened({ ownHeld: heldOf(5) });
  await released.again({ ownHeld: [] }, [lineOf(1), mine(5)]);
  t.same(released.own(), []);
  t.same(textsOf(released.chat.state.get().lines), ['Line 1', 'Mine 5']);
  const old = await opened({ ownHeld: heldOf(5) });
  await old.again({ ownHeld: [], more: true }, [lineOf(8), lineOf(9)]);
  t.same(old.own(), [], 'history has it, if it was released');
});

t.test('Nothing is concluded from a list that is full, or from a server that says nothing of it', async (t) => {
  const full = await opened({ ownHeld: heldOf(2) });
  const many = heldOf(...Array.from({ length: 50 }, (_, at) => 100 + at));
  await full.again({ ownHeld: many });
  t.equal(full.own().length, 51);
  t.ok(full.own().includes('Mine 2 held'));
  const silent = await opened({ ownHeld: heldOf(2) });
  await silent.again({});
  t.same(silent.own(), ['Mine 2 held']);
});

t.test('An answer that is older than the news does not bring back what was decided', async (t) => {
  const { chat, link, own, snapshots } = await opened({ ownHeld: heldOf(2, 3) });
  snapshots.set(snapshots.get() + 1);
  const late = link.next('chat.open');
  link.tell(noteOf('chat.verdict', { room, line: idOf(2), text: 'Mine 2', verdict: 'release' }, null));
  link.tell(noteOf('chat.verdict', { room, line: idOf(3), text: 'Mine 3', verdict: 'remove' }, null));
  await late.answer(snapshotOf([lineOf(1)], { ownHeld: heldOf(2, 3) }));
  t.same(own(), ['Mine 3 removed']);
  t.same(textsOf(chat.state.get().lines), ['Line 1', 'Mine 2']);
});

t.test('A line that is said while the answer is on its way stays as it is', async (t) => {
  const { chat, link, own, snapshots } = await opened({ ownHeld: [] });
  snapshots.set(snapshots.get() + 1);
  const late = link.next('chat.open');
  chat.speaker.say('Mine 2', undefined);
  await link.next('chat.send').answer({ verdict: 'held', line: mine(2) });
  chat.speaker.say('On its way', undefined);
  await late.answer(snapshotOf([lineOf(1)], { ownHeld: [] }));
  t.same(own(), ['Mine 2 held', 'On its way sending']);
});

t.test('Who signs in finds their own, and nothing of who was here before', async (t) => {
  const { chat, link, own } = await opened({ ownHeld: heldOf(2) });
  chat.identify(idOf(900_009));
  t.same(own(), []);
  await link.next('chat.open').answer(snapshotOf([lineOf(1)], { ownHeld: heldOf(7) }));
  t.same(own(), ['Mine 7 held']);
});
