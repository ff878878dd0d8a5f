/** The tips of a room as the page knows them: shown, animated once, judged, settled, whatever order the news comes in. */
import t from 'tap';
import type { Tip } from '#protocol/http/tips.ts';
import type { TipSnapshot } from '#protocol/socket/tips.ts';
import { readReceived } from '../../web-client/src/features/tips/received-reader.ts';
import type { RoomTips } from '../../web-client/src/features/tips/room-tips.ts';
import { SignallingError } from '../../web-client/src/signalling/signalling-error.ts';
import { until } from '../world/until.ts';
import { answeringLink, idOf, noteOf, room, settle } from './chat-cast.ts';
import { earningsOf, ownTipOf, tipOf, tipsOn, tipsSnapshot } from './tips-cast.ts';

async function opened(more: Partial<TipSnapshot> = {}, recent = [tipOf(1)]) {
  const link = answeringLink();
  const mind = tipsOn(link);
  await link.next('tip.open').answer(tipsSnapshot(recent, more));
  const ids = () => mind.tips.state.get().recent.map(({ id }) => id);
  return { ...mind, link, ids };
}

/** What gathers is drawn with whatever is drawn at once. */
const drawn = (tips: RoomTips): void => tips.remember([]);

t.test('What was there when the page came is shown, and makes no fuss', async (t) => {
  const { came, ids, link } = await opened();
  t.same(ids(), [idOf(1)]);
  t.same(came, []);
  link.tell(noteOf('tip.shown', { tip: tipOf(1) }));
  t.same(came, [], 'not even where its note comes late');
});

t.test('A tip makes a fuss once, however often it is told', async (t) => {
  const { tips, came, ids, link, snapshots } = await opened();
  link.tell(noteOf('tip.shown', { tip: tipOf(2) }), noteOf('tip.shown', { tip: tipOf(2) }));
  snapshots.set(2);
  await link.next('tip.open').answer(tipsSnapshot([tipOf(1), tipOf(2), tipOf(3)]));
  link.tell(noteOf('tip.shown', { tip: tipOf(2) }), noteOf('tip.shown', { tip: tipOf(3) }));
  drawn(tips);
  t.same(came, [idOf(2)], 'what was missed meanwhile comes with the snapshot and is no news');
  t.same(ids(), [idOf(1), idOf(2), idOf(3)]);
});

t.test('A tip that comes while the answer is on its way is not lost', async (t) => {
  const link = answeringLink();
  const { tips, came } = tipsOn(link);
  const asked = link.next('tip.open');
  link.tell(noteOf('tip.shown', { tip: tipOf(2) }));
  await asked.answer(tipsSnapshot([tipOf(1)]));
  t.same(came, [idOf(2)]);
  t.same(
    tips.state.get().recent.map(({ id }) => id),
    [idOf(1), idOf(2)],
  );
});

t.test('Tips of another room are none of ours', async (t) => {
  const { tips, came, ids, link } = await opened();
  link.tell(noteOf('tip.shown', { tip: tipOf(2) }, idOf(77)));
  drawn(tips);
  t.same(came, []);
  t.same(ids(), [idOf(1)]);
});

t.test('Goal, menu and board stand as they were told last', async (t) => {
  const { tips, link } = await opened();
  const goal = { id: idOf(5), title: 'New strings', target: '500', reached: '120', done: false };
  link.tell(
    noteOf('tip.goal', { goal }),
    noteOf('tip.menu', { menu: [{ id: idOf(6), title: 'A waltz', tokens: '40' }] }),
    noteOf('tip.board', { board: { period: 'session', entries: [{ rank: 1, person: null, tokens: '9', tips: 1 }] } }),
  );
  drawn(tips);
  const { menu, board, goal: shown } = tips.state.get();
  t.same([shown, menu.length, board.entries.length], [goal, 1, 1]);
});

t.test('A message that is judged stands, or is gone, and waits no more', async (t) => {
  const held = [{ tip: tipOf(2, 50), message: 'Look at example.com', reasons: ['link' as const] }];
  const { tips, link } = await opened({ held }, [tipOf(1), tipOf(2, 50), tipOf(3, 10, { message: 'Rude' })]);
  link.tell(
    noteOf('tip.judged', { tip: idOf(2), message: 'Look at example.com' }),
    noteOf('tip.judged', { tip: idOf(3), message: null }),
  );
  drawn(tips);
  const state = tips.state.get();
  t.same(
    state.recent.map(({ message }) => message),
    [null, 'Look at example.com', null],
  );
  t.same(state.held, []);
});

t.test('Judging takes it from the queue at once, and back where nobody knows', async (t) => {
  const held = [{ tip: tipOf(2), message: 'Hm', reasons: [] }];
  const { tips, link } = await opened({ held });
  const first = tips.judge(idOf(2), 'release');
  t.same(tips.state.get().held, []);
  await link.next('tip.judge').refuse(new SignallingError('TIMED_OUT', 'No.', {}));
  await t.rejects(first);
  t.equal(tips.state.get().held.length, 1);
  const second = tips.judge(idOf(2), 'remove');
  const asked = link.next('tip.judge');
  t.same(asked.params, { tip: idOf(2), verdict: 'remove' });
  await asked.refuse(new SignallingError('CONFLICT', 'No.', {}));
  await t.rejects(second);
  t.same(tips.state.get().held, [], 'somebody was quicker');
  await tips.judge(idOf(2), 'remove');
  t.equal(link.waiting(), 0, 'what does not wait is not judged');
});

const heldOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_none, at) => ({ tip: tipOf(from + at), message: 'Hm', reasons: [] }));

t.test('When the first hundred messages are decided, the next are asked for, once', async (t) => {
  const { tips, link } = await opened({ held: heldOf(1, 100) });
  const waiting = () => tips.state.get().held.map(({ tip }) => tip.id);
  link.tell(noteOf('tip.held', heldOf(200, 200)[0] as TipSnapshot['held'][number]));
  for (let n = 1; n <= 99; n += 1) link.tell(noteOf('tip.judged', { tip: idOf(n), message: null }));
  drawn(tips);
  t.same([waiting(), link.waiting()], [[idOf(100), idOf(200)], 0], 'one of them is left');
  const judged = tips.judge(idOf(100), 'release');
  t.equal(link.waiting(), 1, 'not before it is decided: it would come back');
  await link.next('tip.judge').answer({});
  await judged;
  link.tell(
    noteOf('tip.judged', { tip: idOf(100), message: 'Hm' }),
    noteOf('tip.judged', { tip: idOf(300), message: null }),
  );
  t.equal(link.waiting(), 1);
  await link.next('tip.open').answer(tipsSnapshot([tipOf(1)], { held: heldOf(101, 150) }));
  t.equal(waiting().length, 50);
  for (let n = 101; n <= 150; n += 1) link.tell(noteOf('tip.judged', { tip: idOf(n), message: null }));
  t.equal(link.waiting(), 0, 'there were fewer than a hundred: those were all');
});

t.test('More held messages than a page keeps: the oldest stay, the others are asked for later', async (t) => {
  const { tips, link } = await opened({ held: heldOf(1, 20) });
  for (const held of heldOf(21, 260)) link.tell(noteOf('tip.held', held));
  drawn(tips);
  t.same([tips.state.get().held.length, tips.state.get().held[0]?.tip.id], [200, idOf(1)]);
  for (let n = 1; n <= 200; n += 1) link.tell(noteOf('tip.judged', { tip: idOf(n), message: null }));
  await link.next('tip.open').answer(tipsSnapshot([tipOf(1)], { held: heldOf(201, 260) }));
  t.equal(tips.state.get().held.length, 60);
});

t.test(
  'What came while the page was away stands in the performer’s list, once, and as far as it has come',
  async (t) => {
    const { tips, link, snapshots } = await opened({ earnings: earningsOf('10', '0') });
    link.tell(
      noteOf('tip.received', { tip: ownTipOf(3, 50, { messageState: 'held' }), earnings: earningsOf('10', '25') }),
    );
    const history: Tip[][] = [[], []];
    const asked: (string | undefined)[] = [];
    let failures = 0;
    const close = readReceived({
      ...{ room, snapshots, tips, delayMs: () => 0 },
      ask: async (before) => {
        asked.push(before);
        failures -= 1;
        if (failures >= 0) throw new Error('away');
        return { tips: history[before === undefined ? 0 : 1] ?? [], next: before === undefined ? 'older' : null };
      },
    });
    await until('the history', () => asked.length === 2);
    history[0] = [ownTipOf(5, 20), ownTipOf(4, 20, { streamId: idOf(77) })];
    history[1] = [ownTipOf(3, 50, { messageState: 'shown', message: 'Encore!', state: 'settled' })];
    failures = 2;
    snapshots.set(2);
    await until('what was missed', () => tips.state.get().received.length === 2);
    await until('the older one', () => tips.state.get().received[1]?.state === 'settled');
    t.match(tips.state.get().received, [
      { id: idOf(5), state: 'pending' },
      { id: idOf(3), state: 'settled', messageState: 'shown', message: 'Encore!' },
    ]);
    link.tell(noteOf('tip.received', { tip: ownTipOf(5, 20), earnings: earningsOf('35', '10') }));
    drawn(tips);
    t.equal(tips.state.get().received.length, 2, 'its note comes late and changes nothing');
    close();
    const before = asked.length;
    snapshots.set(3);
    await settle();
    t.equal(asked.length, before, 'closed it asks no more');
  },
);

t.test('What a late reading says takes nothing back that a note said', async (t) => {
  const { tips, link } = await opened();
  const tip = ownTipOf(3, 50, { messageState: 'shown', message: 'Encore!', state: 'settled' });
  link.tell(noteOf('tip.received', { tip, earnings: earningsOf('10', '25') }));
  tips.remember([ownTipOf(3, 50, { messageState: 'held' })]);
  t.match(tips.state.get().received, [{ state: 'settled', messageState: 'shown', message: 'Encore!' }]);
});

t.test('The performer’s earnings and tips grow, private ones too, and settle', async (t) => {
  const { tips, link } = await opened({ earnings: earningsOf('10', '0') });
  link.tell(noteOf('tip.settled', { tips: [idOf(4)], earnings: null }, null));
  link.tell(noteOf('tip.received', { tip: ownTipOf(3, 50, { private: true }), earnings: earningsOf('10', '25') }));
  link.tell(noteOf('tip.received', { tip: ownTipOf(4, 20), earnings: earningsOf('10', '35') }));
  tips.remember([ownTipOf(2, 5, { state: 'settled' }), ownTipOf(3, 50, { private: true })]);
  drawn(tips);
  const states = () => tips.state.get().received.map(({ id, state }) => [id, state]);
  t.same(states(), [
    [idOf(4), 'settled'],
    [idOf(3), 'pending'],
    [idOf(2), 'settled'],
  ]);
  link.tell(noteOf('tip.settled', { tips: [idOf(3)], earnings: earningsOf('45', '0') }, null));
  drawn(tips);
  t.same(states()[1], [idOf(3), 'settled']);
  t.match(tips.state.get().earnings, { settled: '45', unsettled: '0' });
});

t.test('Who signs in sees nothing of who was here before', async (t) => {
  const held = [{ tip: tipOf(2), message: 'Hm', reasons: [] }];
  const { tips, link } = await opened({ held, earnings: earningsOf('1', '0') });
  tips.identify(idOf(99));
  t.match(tips.state.get(), { held: [], earnings: null, received: [] });
  await link.next('tip.open').answer(tipsSnapshot([tipOf(1)]));
  t.same(tips.state.get().phase, 'open');
});

t.test('A failure that passes is tried again; one that stays is said', async (t) => {
  const link = answeringLink();
  const { tips } = tipsOn(link);
  await link.next('tip.open').refuse(new SignallingError('FORBIDDEN', 'No.', {}));
  t.equal(tips.state.get().phase, 'failed');
  tips.again();
  await link.next('tip.open').answer(tipsSnapshot([]));
  t.equal(tips.state.get().phase, 'open');
  tips.close();
  link.tell(noteOf('tip.shown', { tip: tipOf(9) }));
  await settle();
  t.same(tips.state.get().recent, []);
});

t.test('Lists stay as long as a page can hold', async (t) => {
  const { tips, link } = await opened();
  for (let n = 2; n < 500; n += 1) {
    link.tell(noteOf('tip.shown', { tip: tipOf(n) }));
    link.tell(noteOf('tip.received', { tip: ownTipOf(n), earnings: earningsOf('0', '0') }));
  }
  drawn(tips);
  const { recent, received } = tips.state.get();
  t.same([recent.length, recent.at(-1)?.id], [100, idOf(499)]);
  t.same([received.length, received[0]?.id], [300, idOf(499)]);
});
