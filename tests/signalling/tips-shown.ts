/**
 * A tip as everybody hears of it: the room at both API processes, the performer, the giver; once a tip, however often told.
 */
import type { Test } from 'tap';
import { until } from '../world/until.ts';
import { allTold, give, openTipsRoom, type TipsRoom } from './tips-room.ts';
import type { World } from './world.ts';

export async function shown(t: Test, world: World): Promise<void> {
  const place = await openTipsRoom(world);
  await toEverybody(t, world, place);
  await toldTwice(t, world, place);
  await onceASecond(t, world, place);
  const { nova, vic, fern, mara, moss, guest } = place;
  t.same(
    [nova, vic, fern, mara, moss, guest].flatMap(({ broken }) => broken),
    [],
    'every frame was of the protocol',
  );
  await place.close();
  await offline(t, world);
}

async function toEverybody(t: Test, world: World, place: TipsRoom): Promise<void> {
  const { room, nova, vic, mara, guest } = place;
  const before = (await nova.do('tip.open', {})).earnings;
  const { goal } = await world.cast.nova.do('setTipGoal', { body: { title: 'A new piano', target: 60 } });
  await guest.note('tip.goal', (body) => body.goal?.id === goal.id);
  const { tip } = await give(world, 'viewer', { streamId: room, amount: 50, message: 'encore' });
  for (const socket of [nova, vic, mara, guest]) {
    const { body } = await socket.note('tip.shown', (told) => told.tip.id === tip.id);
    t.match(body, { tip: { amount: '50', tier: 'medium', from: { handle: 'vic' }, message: 'encore' } });
  }
  const { body: received } = await nova.note('tip.received', (told) => told.tip.id === tip.id);
  t.match(received, { tip: { earned: '50', messageState: 'shown', private: false } });
  const total = (received as { earnings: { total: string } }).earnings.total;
  t.equal(Number(total) - Number(before?.total), 50, 'the performer’s earnings come along');
  for (const socket of [vic, mara, guest]) t.same(socket.notes('tip.received'), [], 'and are told to nobody else');
  await vic.note('wallet.changed');
  await guest.note('tip.goal', (body) => body.goal?.reached === '50' && !body.goal.done);
  await give(world, 'fan', { streamId: room, amount: 10 });
  await guest.note('tip.goal', (body) => body.goal?.reached === '60' && body.goal.done);
  const last = await give(world, 'viewer', { streamId: room, amount: 1 }, { elsewhere: true });
  await allTold(world, place, last.tip.id);
  const [open, own] = [await guest.do('tip.open', {}), await nova.do('tip.open', {})];
  t.match(open.board.entries, [{ rank: 1, person: { handle: 'vic' }, tokens: '51', tips: 2 }, { rank: 2 }]);
  t.same(
    open.recent.map(({ amount }) => amount),
    ['50', '10', '1'],
    'who comes later sees them, oldest first',
  );
  t.match(open, { goal: { id: goal.id }, held: [], earnings: null });
  t.equal(Number(own.earnings?.total) - Number(before?.total), 61);
  await world.cast.nova.do('endTipGoal');
}

async function toldTwice(t: Test, world: World, place: TipsRoom): Promise<void> {
  const { room, guest } = place;
  const { tip } = await give(world, 'fan', { streamId: room });
  await allTold(world, place, tip.id);
  await world.stack.query(
    `UPDATE outbox_delivery SET state = 'PENDING', next_attempt_at = now() WHERE reaction = 'tell-room' AND event_id =
       (SELECT id FROM outbox_event WHERE name = 'tip.accepted' AND body -> 'tipIds' ? $1)`,
    [tip.id],
  );
  const twice = () => guest.notes('tip.shown').filter(({ body }) => (body as { tip: typeof tip }).tip.id === tip.id);
  await until('the same again', () => twice().length === 2, { withinMs: 20_000 });
  t.same(twice()[0]?.body, twice()[1]?.body, 'a tip that is told twice is the same tip');
}

async function onceASecond(t: Test, world: World, place: TipsRoom): Promise<void> {
  const { room, guest } = place;
  const before = guest.notes('tip.board').length;
  const startedMs = performance.now();
  let last = '';
  for (let n = 0; n < 12; n += 1) {
    last = (await give(world, 'viewer', { streamId: room, amount: 1 }, { elsewhere: n % 2 === 0 })).tip.id;
  }
  await allTold(world, place, last);
  const seconds = (performance.now() - startedMs) / 1_000;
  const boards = guest.notes('tip.board').length - before;
  t.ok(boards <= Math.ceil(seconds) + 1, `${boards} leaderboards in ${seconds.toFixed(1)} s, over both processes`);
}

async function offline(t: Test, world: World): Promise<void> {
  const { streams } = await world.cast.nova.do('listStreams');
  for (const { id, performer } of streams) {
    if (performer.handle === 'nova') await world.cast.nova.do('endStream', { params: { id }, body: {} });
  }
  const [nova, guest] = [await world.socket('nova'), await world.socket()];
  await guest.do('room.join', { room: (await world.announce()).id, as: 'viewer' });
  const novaId = nova.welcome.user?.id ?? '';
  const { tip } = await give(world, 'viewer', { creatorId: novaId, amount: 4, message: 'for later' });
  const { body } = await nova.note('tip.received', (told) => told.tip.id === tip.id);
  t.match(
    body,
    { tip: { streamId: null, message: 'for later' } },
    'what is given while nothing is live is told to the performer',
  );
  await until(
    'the end of the news',
    async () => {
      return (await world.stack.query("SELECT FROM outbox_delivery WHERE state = 'PENDING'")).length === 0;
    },
    { withinMs: 20_000 },
  );
  t.same(guest.notes('tip.shown'), [], 'and is shown in no room');
  await Promise.all([nova.close(), guest.close()]);
}
