/** The database as the application holds it: transactions, losing it and finding it again, time zones. */
import { mock } from 'node:test';
import pg from 'pg';
import { pino } from 'pino';
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import {
  isDatabaseDown,
  isDuplicate,
  openDatabase,
  tookTooLong,
  type Writer,
} from '../../server/platform/database/index.ts';
import { judgeError } from '../../server/platform/http/judge-error.ts';
import { startDatabase } from '../world/database.ts';
import { until } from '../world/until.ts';

const log = pino({ level: 'silent' });
const postgres = await startDatabase();
await seed({ url: postgres.adminUrl, clock: systemClock });
const database = openDatabase({ url: postgres.url, log, maxConnections: 4, statementTimeoutMs: 1_000 });
t.teardown(async () => {
  await database.close();
  await postgres.close();
});

const room = (tx: Writer) =>
  tx.room.upsert({ where: { streamId: demoStreamId }, create: { streamId: demoStreamId }, update: {} });

t.test('What a transaction wrote is gone where it throws', async (t) => {
  await t.rejects(
    database.transact(async (tx) => {
      await room(tx);
      throw new Error('on second thoughts');
    }),
    { message: 'on second thoughts' },
  );
  t.equal(await database.read.room.count(), 0);
});

t.test('A serialization failure runs the transaction again, and both writes stand', async (t) => {
  await database.transact(room);
  let runs = 0;
  const raise = () =>
    database.transact(
      async (tx) => {
        runs += 1;
        const { originEpoch } = await tx.room.findUniqueOrThrow({ where: { streamId: demoStreamId } });
        await tx.room.update({ where: { streamId: demoStreamId }, data: { originEpoch: originEpoch + 1 } });
      },
      { isolation: 'Serializable' },
    );
  await Promise.all([raise(), raise()]);
  const { originEpoch } = await database.read.room.findUniqueOrThrow({ where: { streamId: demoStreamId } });
  t.equal(originEpoch, 2);
  t.ok(runs >= 2 && runs <= 4, `ran ${runs} times`);
});

t.test('A snapshot sees one moment, however long it takes, and cannot write', async (t) => {
  await database.snapshot(async (read) => {
    const before = await read.room.findMany();
    await database.transact(async (tx) => {
      await tx.room.updateMany({ data: { originEpoch: 77 } });
    });
    t.same(await read.room.findMany(), before);
  });
  t.equal((await database.read.room.findUniqueOrThrow({ where: { streamId: demoStreamId } })).originEpoch, 77);
  await t.rejects(
    database.snapshot((read) => read.$queryRaw`DELETE FROM room`),
    /read-only transaction/,
  );
  const slow = database.snapshot((read) => read.$queryRaw`SELECT pg_sleep(1.2)::text`);
  await t.resolves(slow, 'longer than a statement of a page may take');
});

t.test('A transaction that can never succeed is not run for ever', async (t) => {
  let runs = 0;
  const failed = database.transact(async (tx) => {
    runs += 1;
    await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION SQLSTATE '40001'; END $$`;
  });
  await t.rejects(failed);
  t.equal(runs, 3);
});

t.test('A duplicate is told apart from every other failure', async (t) => {
  const insert = database.transact((tx) => tx.room.create({ data: { streamId: demoStreamId } }));
  const error = await insert.catch((problem: unknown) => problem);
  t.equal(isDuplicate(error), true);
  t.equal(isDatabaseDown(error), false);
});

t.test('A statement that takes too long is ended by the server, and that is not the database being down', async (t) => {
  const error = await database.read.$queryRaw`SELECT pg_sleep(30)`.catch((problem: unknown) => problem);
  t.match(String(error), /statement timeout/);
  t.equal(isDatabaseDown(error), false);
  t.equal(tookTooLong(error), true);
  const writing = await database
    .transact((tx) => tx.$executeRaw`SELECT pg_sleep(30)`)
    .catch((problem: unknown) => problem);
  t.same([isDatabaseDown(writing), tookTooLong(writing)], [false, true]);
  for (const [problem, level] of [
    [error, 'error'],
    [new Error('a bug'), 'error'],
  ] as const) {
    const logged: string[] = [];
    const told = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
    const { code, facts } = judgeError(problem, told);
    t.same([code, facts], problem === error ? ['OVERLOADED', { retryAfterSeconds: 5 }] : ['INTERNAL', {}]);
    t.match(
      logged.map((line) => JSON.parse(line)),
      [{ level: pino.levels.values[level] }],
    );
  }
});

t.test('With every connection busy the next one is told so within seconds, instead of waiting for ever', async (t) => {
  const narrow = openDatabase({ url: postgres.url, log, maxConnections: 1 });
  const { promise: busy, resolve: release } = Promise.withResolvers<void>();
  const inside = Promise.withResolvers<void>();
  const held = narrow.transact(() => {
    inside.resolve();
    return busy;
  });
  await inside.promise;
  const [reading, writing] = await Promise.all([
    narrow.read.room.count().catch((error: unknown) => error),
    narrow.transact(room).catch((error: unknown) => error),
  ]);
  t.equal(isDatabaseDown(reading), true);
  t.equal(isDatabaseDown(writing), true);
  release();
  await held;
  t.equal(await narrow.read.room.count(), 1, 'and afterwards all is well');
  await narrow.close();
});

t.test('Connections are there before they are needed, and stay while nobody needs them', async (t) => {
  const ready = openDatabase({ url: postgres.url, log, maxConnections: 6, name: 'ready' });
  const backends = async (): Promise<number[]> => {
    const owner = new pg.Client({ connectionString: postgres.adminUrl });
    await owner.connect();
    const found = await owner.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'ready' ORDER BY pid`,
    );
    await owner.end();
    return found.rows.map(({ pid }) => pid);
  };
  mock.timers.enable({ apis: ['setTimeout'] });
  await ready.warm();
  mock.timers.tick(3_600_000);
  mock.timers.reset();
  const opened = await backends();
  t.equal(opened.length, 6, 'an hour later too');
  await Promise.all(opened.map(() => ready.read.$queryRaw`SELECT pg_sleep(0.1)::text`));
  t.same(await backends(), opened, 'and serve');
  await ready.close();
});

t.test('Instants survive a server whose time zone is not UTC', async (t) => {
  const other = await postgres.another('migrated');
  const owner = new pg.Client({ connectionString: other.adminUrl });
  await owner.connect();
  await owner.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), 'America/New_York'); END $$`,
  );
  await owner.end();
  await seed({ url: other.adminUrl, clock: systemClock });
  const abroad = openDatabase({ url: other.url, log });
  const at = new Date('2026-11-21T12:34:56.789Z');
  await abroad.transact((tx) => tx.room.create({ data: { streamId: demoStreamId, mediaSeenAt: at } }));
  const stored = await abroad.read.room.findUniqueOrThrow({ where: { streamId: demoStreamId } });
  t.same(stored.mediaSeenAt, at, 'as Prisma reads it');
  const [same] = await abroad.read.$queryRaw<
    { same: boolean }[]
  >`SELECT media_seen_at = ${at}::timestamptz AS same FROM room`;
  t.equal(same?.same, true, 'as SQL compares it');
  await abroad.close();
});

t.test('A database that is killed is found again, without a word from us', async (t) => {
  await database.ping();
  const held = database.transact(async (tx) => {
    await room(tx);
    await postgres.crash();
    await until('the loss of the connection', async () => {
      const error = await tx.room.count().catch((problem: unknown) => problem);
      return error instanceof Error ? error : undefined;
    });
    return tx.room.count();
  });
  const lost = await held.catch((error: unknown) => error);
  t.equal(isDatabaseDown(lost), true, 'a transaction under way is lost');
  const refused = await Promise.all(
    [1, 2, 3, 4, 5].map(() => database.read.room.count().catch((error: unknown) => error)),
  );
  t.ok(refused.every(isDatabaseDown), 'while it is away every query says so');
  await t.rejects(database.ping());
  await postgres.restart();
  const counts = await Promise.all([1, 2, 3, 4, 5, 6].map(() => database.read.room.count()));
  t.same(new Set(counts), new Set([1]), 'all connections serve again, and what was committed is there');
});
