/** News of media nodes that could not be acted on: kept, replaced by newer ones, acted on again. */
import t from 'tap';
import type { NodeEvent } from '../../server/domains/nodes/index.ts';
import { hearAgain } from '../../server/domains/rooms/hear-again.ts';

const sent = (room: string, revision: number): NodeEvent => ({
  ...{ kind: 'event', node: 'n' },
  event: { event: 'room.producers', body: { room, mediaEpoch: 1, producers: [], revision } },
});
const over = (room: string): NodeEvent => ({
  ...{ kind: 'event', node: 'n' },
  event: { event: 'room.lost', body: { room, mediaEpoch: 1, reason: 'worker_died' } },
});
const flowing = (room: string): NodeEvent => ({
  ...{ kind: 'event', node: 'n' },
  event: { event: 'room.flowing', body: { room, mediaEpoch: 1 } },
});

/** Somebody who acts on news, or cannot for now. */
function stage() {
  const acted: NodeEvent[] = [];
  const failures: unknown[] = [];
  const world = { away: false, acted, failures };
  const act = async (news: NodeEvent): Promise<void> => {
    if (world.away) throw new Error('away');
    acted.push(news);
  };
  return { world, hearing: hearAgain(act, (error) => failures.push(error)) };
}

t.test('what could not be acted on is acted on later, once', async (t) => {
  const { world, hearing } = stage();
  world.away = true;
  for (const news of [sent('a', 1), over('b'), { kind: 'lost', node: 'n' } as const]) await hearing.hear(news);
  await hearing.again();
  t.equal(world.failures.length, 6, 'each failure is told');
  world.away = false;
  await hearing.again();
  t.same(world.acted, [sent('a', 1), over('b'), { kind: 'lost', node: 'n' }], 'in the order they came');
  await hearing.again();
  t.equal(world.acted.length, 3);
});

t.test('of one room the newest counts', async (t) => {
  const { world, hearing } = stage();
  world.away = true;
  await hearing.hear(sent('a', 1));
  await hearing.hear(sent('a', 2));
  world.away = false;
  await hearing.hear(sent('b', 1));
  await hearing.again();
  t.same(world.acted, [sent('b', 1), sent('a', 2)]);
  world.away = true;
  await hearing.hear(sent('a', 3));
  world.away = false;
  await hearing.hear(sent('a', 4));
  await hearing.again();
  t.same(world.acted.slice(2), [sent('a', 4)], 'what was overtaken is not said again');
});

t.test('what the next look says again is not kept', async (t) => {
  const { world, hearing } = stage();
  world.away = true;
  await hearing.hear(flowing('a'));
  world.away = false;
  await hearing.again();
  t.same(world.acted, []);
});
