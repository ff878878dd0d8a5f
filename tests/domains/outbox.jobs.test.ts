/** The job queue: runs what was added and what is due by itself, survives losing Redis, closes cleanly. */
import { pino } from 'pino';
import t, { type Test } from 'tap';
import { systemClock } from '../../server/kernel/clock.ts';
import { createQueue, type JobEntry, startWorker } from '../../server/platform/queue/index.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';

const log = pino({ level: 'silent' });
const once = { attempts: 1, backOffMs: 10 };

async function openWorld(t: Test, entries: readonly JobEntry[]) {
  const redis = await startRedis();
  const worker = startWorker(entries, { url: redis.url, log, clock: systemClock, lookEveryMs: 200 });
  const queue = createQueue({ url: redis.url, log });
  await worker.ready();
  t.teardown(async () => {
    await Promise.all([worker.close(), queue.close()]);
    await redis.close();
  });
  return { redis, worker, queue };
}

t.test('A job that was added runs with its data', async (t) => {
  const seen: unknown[] = [];
  const entry: JobEntry = { name: 'settle', retry: once, process: async (data) => void seen.push(data) };
  const { queue } = await openWorld(t, [entry]);
  await until('the queue', () => queue.add(entry, { tip: 'x' }).then(() => true));
  await until('the job', () => seen.length === 1);
  t.same(seen, [{ tip: 'x' }]);
  await until('its end', async () => (await queue.lastFinishedAt()) !== null);
});

t.test('A job that fails is tried again, as often as its entry says', async (t) => {
  let tries = 0;
  const entry: JobEntry = {
    name: 'fussy',
    retry: { attempts: 3, backOffMs: 10 },
    process: async () => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
    },
  };
  const { queue } = await openWorld(t, [entry]);
  await until('the queue', () => queue.add(entry, {}).then(() => true));
  await until('the third try', () => tries === 3);
});

t.test('A job runs by itself, and goes on when Redis has forgotten everything', async (t) => {
  let runs = 0;
  const count = () => {
    runs += 1;
  };
  const entry: JobEntry = { name: 'sweep', everyMs: 100, retry: once, process: async () => count() };
  const { redis } = await openWorld(t, [entry]);
  await until('three runs', () => runs >= 3);
  await redis.client.flushall();
  await redis.client.call('CLIENT', 'KILL', 'TYPE', 'normal');
  const before = runs;
  await until('further runs', () => runs >= before + 3);
});

t.test('A clock that was two days ahead for a moment keeps no job from running', async (t) => {
  let runs = 0;
  const count = () => {
    runs += 1;
  };
  const entry: JobEntry = { name: 'sweep', everyMs: 100, retry: once, process: async () => count() };
  const { redis } = await openWorld(t, [entry]);
  const due = async (): Promise<number> => Number(await redis.client.zscore('busker:jobs:repeat', 'sweep'));
  await until('a run', () => runs > 0);
  const [rightNow, aheadMs] = [Date.now, 48 * 3_600_000];
  Date.now = () => rightNow() + aheadMs;
  t.teardown(() => {
    Date.now = rightNow;
  });
  await until('a schedule of that time', async () => (await due()) > rightNow() + aheadMs / 2);
  Date.now = rightNow;
  const before = runs;
  await until('further runs', () => runs >= before + 3);
});

t.test('A schedule that is no longer in the table is removed', async (t) => {
  let runs = 0;
  const count = () => {
    runs += 1;
  };
  const old: JobEntry = { name: 'old', everyMs: 50, retry: once, process: async () => count() };
  const { redis, worker } = await openWorld(t, [old]);
  await until('a run', () => runs > 0);
  await worker.close();
  const newer = startWorker([], { url: redis.url, log, clock: systemClock });
  await newer.ready();
  t.same(await redis.client.zcard('busker:jobs:repeat'), 0);
  await newer.close();
});

t.test('Closing waits for the job that runs', async (t) => {
  let state = 'idle';
  let finish: () => void = () => undefined;
  const entry: JobEntry = {
    name: 'slow',
    retry: once,
    process: () => {
      state = 'running';
      return new Promise((resolve) => {
        finish = () => {
          state = 'finished';
          resolve();
        };
      });
    },
  };
  const { queue, worker } = await openWorld(t, [entry]);
  await until('the queue', () => queue.add(entry, {}).then(() => true));
  await until('the job', () => state === 'running');
  const closed = worker.close();
  finish();
  await closed;
  t.equal(state, 'finished');
});

t.test('Adding while Redis is away fails at once', async (t) => {
  const entry: JobEntry = { name: 'any', retry: once, process: async () => undefined };
  const redis = await startRedis();
  const queue = createQueue({ url: redis.url, log });
  await until('the queue', () => queue.add(entry, {}).then(() => true));
  await redis.close();
  const startedMs = performance.now();
  await until('a refusal', () =>
    queue.add(entry, {}).then(
      () => false,
      () => true,
    ),
  );
  t.ok(performance.now() - startedMs < 4_000);
  await queue.close();
});
