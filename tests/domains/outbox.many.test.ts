/** Reactions that take many events at once: together what stands together, one by one where that fails, always in order. */
import { pino } from 'pino';
import t, { type Test } from 'tap';
import { z } from 'zod';
import { fakeClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { furthestMs, mostAttempts } from '../../server/platform/outbox/back-off.ts';
import { createOutbox, type Reactions, type Told } from '../../server/platform/outbox/index.ts';
import { startDatabase } from '../world/database.ts';

const postgres = await startDatabase();
t.teardown(() => postgres.close());
const events = { 'coin.thrown': z.object({ n: z.int() }), 'hat.emptied': z.object({}) } as const;
type Events = typeof events;
type Coins = readonly Told<{ n: number }>[];

function openProcess(t: Test, reactions: Reactions<Events>) {
  const clock = fakeClock(1_000_000);
  const log = pino({ level: 'silent' });
  const database = openDatabase({ url: postgres.url, log });
  const outbox = createOutbox({ database, events, clock, log });
  outbox.react(reactions);
  t.teardown(async () => {
    await outbox.close();
    await database.close();
    await postgres.query('DELETE FROM outbox_event');
  });
  /** A number is a coin, null an emptied hat; all of one key, in one transaction. */
  const record = (...happened: readonly (number | null)[]) =>
    database.transact(async (tx) => {
      for (const n of happened) {
        if (n === null) await outbox.record(tx, { name: 'hat.emptied', key: 'street', body: {} });
        else await outbox.record(tx, { name: 'coin.thrown', key: 'street', body: { n } });
      }
    });
  return { outbox, clock, record };
}

const numbers = (coins: Coins): number[] => coins.map(({ body }) => body.n);

t.test('what stands together in a lane is told together, and nothing overtakes', async (t) => {
  const told: (number[] | string)[] = [];
  const ids: bigint[] = [];
  const count = async (coins: Coins) => {
    told.push(numbers(coins));
    ids.push(...coins.map(({ occasion }) => occasion.eventId));
  };
  const { outbox, record } = openProcess(t, {
    'coin.thrown': { count: { many: count } },
    'hat.emptied': { count: async () => void told.push('emptied') },
  });
  await record(1, 2, 3, null, 4, null, null, 5, 6);
  t.equal(await outbox.sweep(), 9);
  t.same(told, [[1, 2, 3], 'emptied', [4], 'emptied', 'emptied', [5, 6]]);
  t.same(
    ids,
    ids.toSorted((a, b) => Number(a - b)),
    'each is known by its event',
  );
  t.equal((await outbox.backlog()).pending, 0);
});

t.test('where several fail together they are told one by one, up to what fails alone', async (t) => {
  const told: number[][] = [];
  let broken = true;
  const count = async (coins: Coins) => {
    told.push(numbers(coins));
    if (broken && numbers(coins).includes(3)) throw new Error('a bent coin');
  };
  const beside: number[] = [];
  const { outbox, clock, record } = openProcess(t, {
    'coin.thrown': { count: { many: count }, see: async ({ n }) => void beside.push(n) },
    'hat.emptied': {},
  });
  await record(1, 2, 3, 4);
  t.equal(await outbox.sweep(), 2 + 4, 'two of this lane, all of the other');
  t.same(told, [[1, 2, 3, 4], [1], [2], [3]], 'nobody overtakes the one that fails');
  t.same(beside, [1, 2, 3, 4]);
  t.equal(await outbox.sweep(), 0, 'it waits for its time');
  broken = false;
  clock.advance(1_000);
  t.equal(await outbox.sweep(), 2);
  t.same(told.at(-1), [3, 4], 'what was told is not told again');
});

t.test('more than are told together are told in several rounds, in order', async (t) => {
  const told: number[][] = [];
  const { outbox, record } = openProcess(t, {
    'coin.thrown': { count: { many: async (coins) => void told.push(numbers(coins)) } },
    'hat.emptied': {},
  });
  const all = Array.from({ length: 250 }, (_, n) => n);
  await record(...all);
  t.equal(await outbox.sweep(), 250);
  t.same(told.flat(), all);
  t.ok(
    told.every((some) => some.length <= 20),
    `${told.map((some) => some.length)}`,
  );
});

t.test('events that this version does not know fail by themselves, in their lane, and hold up no other', async (t) => {
  const told: number[][] = [];
  const { outbox, clock, record } = openProcess(t, {
    'coin.thrown': { count: { many: async (coins) => void told.push(numbers(coins)) } },
    'hat.emptied': {},
  });
  for (const _ of [1, 2]) {
    await postgres.query(`
      WITH gone AS (INSERT INTO outbox_event (key, name, body, created_at) VALUES ('street', 'gone.event', '{}', to_timestamp(1000)) RETURNING id)
      INSERT INTO outbox_delivery (event_id, reaction, key, state, next_attempt_at)
      SELECT id, 'forgotten', 'street', 'PENDING', to_timestamp(1000) FROM gone`);
  }
  await record(7, 8);
  t.equal(await outbox.sweep(), 2);
  t.same(told, [[7, 8]], 'what is known is told');
  const gone = () =>
    postgres.query(
      `SELECT state, attempts, last_error FROM outbox_delivery WHERE reaction = 'forgotten' ORDER BY event_id`,
    );
  t.match(await gone(), [
    { state: 'PENDING', attempts: 1, last_error: /no such reaction in this version/ },
    { state: 'PENDING', attempts: 0, last_error: null },
  ]);
  for (let round = 0; round < 2 * mostAttempts; round += 1) {
    clock.advance(furthestMs);
    await outbox.sweep();
  }
  t.match(await gone(), [
    { state: 'GIVEN_UP', attempts: mostAttempts },
    { state: 'GIVEN_UP', attempts: mostAttempts },
  ]);
});
