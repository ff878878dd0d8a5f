/** The outbox: what is committed is delivered, at least once, in order within a key; what is not, is not. */
import t from 'tap';
import { z } from 'zod';
import type { Occasion } from '../../server/platform/outbox/index.ts';
import { until } from '../world/until.ts';
import { memory, openOutboxStage } from './outbox-stage.ts';

const { postgres, openProcess } = await openOutboxStage(t);

t.test('An event is delivered to each of its reactions, and then done', async (t) => {
  const [one, other] = [memory(), memory()];
  const { outbox, play } = openProcess(t, { 'song.played': { one: one.hear, other: other.hear } });
  await play('street', 'Dusk');
  outbox.deliverSoon('street');
  await until('both reactions', () => one.told.length + other.told.length === 2);
  t.same([one.told, other.told], [['Dusk'], ['Dusk']]);
  await until('the end of it', async () => (await outbox.backlog()).pending === 0);
  t.equal(await outbox.sweep(), 0, 'the sweep finds nothing left');
});

t.test('What was rolled back never happened', async (t) => {
  const { told, hear } = memory();
  const { database, outbox } = openProcess(t, { 'song.played': { hear } });
  const undone = database.transact(async (tx) => {
    await outbox.record(tx, { name: 'song.played', key: 'street', body: { title: 'Never' } });
    throw new Error('changed my mind');
  });
  await t.rejects(undone);
  outbox.deliverSoon('street');
  t.equal(await outbox.sweep(), 0);
  t.same(told, []);
});

t.test('A process that dies between commit and delivery leaves it to the sweep of another', async (t) => {
  const { told, hear } = memory();
  const dying = openProcess(t, { 'song.played': { hear } });
  await dying.play('street', 'Dusk');
  await dying.outbox.close();
  await dying.database.close();
  const worker = openProcess(t, { 'song.played': { hear } });
  t.equal(await worker.outbox.sweep(), 1);
  t.same(told, ['Dusk']);
});

t.test('A process that dies while reacting has it done again: at least once, with the same event id', async (t) => {
  const ids: bigint[] = [];
  let release = (): void => undefined;
  const hangs = (_: unknown, { eventId }: Occasion): Promise<void> => {
    ids.push(eventId);
    return new Promise((resolve) => {
      release = resolve;
    });
  };
  const hang = openProcess(t, { 'song.played': { react: hangs } });
  await hang.play('street', 'Dusk');
  hang.outbox.deliverSoon('street');
  await until('the reaction to be under way', () => ids.length === 1);
  const worker = openProcess(t, {
    'song.played': { react: async (_, { eventId }: Occasion) => void ids.push(eventId) },
  });
  t.equal(await worker.outbox.sweep(), 0, 'while the key is held nobody else delivers it');
  await worker.database.read.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND state = 'idle in transaction'`;
  await until('the sweep to take over', async () => (await worker.outbox.sweep()) === 1);
  t.equal(ids[0], ids[1]);
  release();
});

t.test('Order holds within a key, over several processes delivering at once', async (t) => {
  const told = new Map<string, string[]>();
  const react = async ({ title }: { title: string }, { key }: Occasion) =>
    void told.set(key, [...(told.get(key) ?? []), title]);
  const processes = [0, 1, 2].map(() => openProcess(t, { 'song.played': { react } }));
  const keys = ['a', 'b', 'c', 'd'];
  const titles = Array.from({ length: 12 }, (_, index) => String(index));
  await Promise.all(
    keys.map(async (key) => {
      for (const [index, title] of titles.entries()) {
        const process = processes[index % 3];
        await process?.play(key, title);
        process?.outbox.deliverSoon(key);
      }
    }),
  );
  await until(
    'all of it',
    async () => {
      await processes[0]?.outbox.sweep();
      return keys.every((key) => told.get(key)?.length === titles.length);
    },
    { withinMs: 20_000 },
  );
  for (const key of keys) t.same(told.get(key), titles, `key ${key}`);
});

t.test('A failing reaction holds up its own lane and no other', async (t) => {
  const good = memory();
  const bad = memory();
  let broken = true;
  const { outbox, clock, play } = openProcess(t, {
    'song.played': {
      good: good.hear,
      bad: (body) => (broken ? Promise.reject(new Error('out of tune')) : bad.hear(body)),
    },
  });
  await play('street', 'first');
  await play('street', 'second');
  await play('park', 'elsewhere');
  await outbox.sweep();
  t.same(good.told.sort(), ['elsewhere', 'first', 'second']);
  const rows = await postgres.query(
    `SELECT DISTINCT last_error, attempts FROM outbox_delivery WHERE state = 'PENDING' ORDER BY attempts DESC`,
  );
  t.same(
    rows,
    [
      { last_error: 'Error: out of tune', attempts: 1 },
      { last_error: null, attempts: 0 },
    ],
    'the one behind was not tried',
  );
  broken = false;
  t.equal(await outbox.sweep(), 0, 'not before its time');
  clock.advance(1_000);
  t.equal(await outbox.sweep(), 3);
  t.same(
    bad.told.filter((title) => title !== 'elsewhere'),
    ['first', 'second'],
    'and then in order',
  );
});

t.test('What fails for about an hour is given up aloud, keeps its reason, and lets the next one pass', async (t) => {
  const { told, hear } = memory();
  const { outbox, clock, play, lines } = openProcess(t, {
    'song.played': { fussy: (body) => (body.title === 'poison' ? Promise.reject(new Error('never')) : hear(body)) },
  });
  await play('street', 'poison');
  await play('street', 'fine');
  const startedMs = clock.now();
  for (let attempt = 0; attempt < 40 && told.length === 0; attempt += 1) {
    await outbox.sweep();
    clock.advance(5 * 60_000);
  }
  t.same(told, ['fine']);
  t.ok(clock.now() - startedMs > 60 * 60_000);
  t.match(await outbox.backlog(), { pending: 0, givenUp: 1 });
  t.match(
    lines.filter((line) => JSON.parse(line).level === 50),
    [/given up: somebody must look/],
  );
  const [row] = await postgres.query(
    `SELECT state, attempts, last_error FROM outbox_delivery WHERE state = 'GIVEN_UP'`,
  );
  t.same(row, { state: 'GIVEN_UP', attempts: 20, last_error: 'Error: never' });
});

t.test('A reaction this version does not know is tried again later, as after a rolling deployment', async (t) => {
  const newer = openProcess(t, { 'song.played': { brandNew: async () => undefined } });
  await newer.play('street', 'Dusk');
  const older = openProcess(t, { 'song.played': {} });
  t.equal(await older.outbox.sweep(), 0);
  newer.clock.advance(1_000);
  t.equal(await newer.outbox.sweep(), 1);
});

t.test('A body that does not hold is refused when it is recorded, and the transaction with it', async (t) => {
  const { database, outbox } = openProcess(t, {});
  const wrong = database.transact((tx) =>
    outbox.record(tx, { name: 'song.played', key: 'street', body: { title: 5 as unknown as string } }),
  );
  await t.rejects(wrong, z.ZodError);
  t.equal(await database.read.outboxEvent.count(), 0);
});

t.test('Delivered events are forgotten after a while; what was given up or waits is not', async (t) => {
  const { outbox, clock, database, play } = openProcess(t, { 'song.played': { hear: async () => undefined } });
  await play('street', 'done');
  await outbox.sweep();
  await play('street', 'waiting');
  clock.advance(1_000);
  t.equal(await outbox.forget(2_000), 0, 'too young');
  t.equal(await outbox.forget(500), 1);
  const left = await database.read.outboxEvent.findMany();
  t.match(left, [{ body: { title: 'waiting' } }]);
  t.equal(await database.read.outboxDelivery.count(), 1, 'its delivery went with the event');
});

t.test('Losing the database while delivering harms nothing: the sweep goes on when it is back', async (t) => {
  const { told, hear } = memory();
  const { outbox, play } = openProcess(t, { 'song.played': { hear } });
  await play('street', 'Dusk');
  await postgres.crash();
  outbox.deliverSoon('street');
  await t.rejects(outbox.sweep());
  await postgres.restart();
  await until('the delivery', async () => (await outbox.sweep()) === 1);
  t.same(told, ['Dusk']);
});
