/** A real API process at which pages of OBS hold their questions open: what it tells Prometheus of them, and its end by SIGTERM. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { systemClock } from '#kernel/clock.ts';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { answersOk } from '../../infra/supervisor/node-children.ts';
import { seed } from '../../prisma/seed.ts';
import { openProgram } from '../prove/ledger/program.ts';
import { ApiClient } from '../world/api.ts';
import { startDatabase } from '../world/database.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';

/** So many of one overlay are held at most. */
const most = 10;
/** As long as a question may be held: who is answered within the patience of a test was not left to wait. */
const longest = 25;

const folder = mkdtempSync(join(tmpdir(), 'busker-overlay-'));
const [postgres, redis, port] = await Promise.all([startDatabase(), startRedis(), findPrivatePorts(2)]);
await seed({ url: postgres.adminUrl, clock: systemClock });
const server = await openProgram({
  ...{ name: 'server', file: 'server/api.ts', folder, databaseUrl: postgres.url, counted: 'tip_overlay' },
  env: {
    ...{ BUSKER_SECRET: 'the secret of a test, longer than thirty-two characters', REDIS_URL: redis.url },
    ...{ BUSKER_DATA_DIR: folder, BUSKER_DEMO: '0', BUSKER_SUPERVISED: '1', LIMITS_FACTOR: '1000' },
    ...{ PORT: String(port), METRICS_PORT: String(port + 1) },
  },
  isReady: () => answersOk(`http://127.0.0.1:${port}/readyz`),
});
t.teardown(async () => {
  await server.close();
  await Promise.all([postgres.close(), redis.close()]);
  rmSync(folder, { recursive: true, force: true });
});
await server.start();

const performer = new ApiClient({ port });
await performer.login('performer');
const { url } = await performer.do('makeOverlaySecret', { body: {} });
const token = url.slice(url.lastIndexOf('/') + 1);
const { cursor } = await performer.do('readOverlay', { params: { token } });

interface Shown {
  readonly status: number;
  readonly body: unknown;
}
/** Asks as a page in OBS does, over a connection that stays open. */
async function ask(wait: number): Promise<Shown> {
  const asked = await fetch(`http://127.0.0.1:${port}/api/overlay/${token}?after=${cursor}&wait=${wait}`);
  return { status: asked.status, body: await asked.json() };
}

/** As many as may be held. One too many is answered at once, which says that they are; so no more than one may be answered. */
async function hold(wait: number): Promise<Promise<Shown>[]> {
  const answered: Shown[] = [];
  const all = Array.from({ length: most + 1 }, async () => {
    const shown = await ask(wait);
    answered.push(shown);
    return shown;
  });
  for (const one of all) one.catch(() => undefined);
  await Promise.race(all);
  if (answered.length !== 1) throw new Error(`${answered.length} were answered at once`);
  return all;
}

/** What Prometheus is told of questions that were answered so far. */
async function told(): Promise<{ readonly count: number; readonly seconds: number }> {
  const lines = await (await fetch(`http://127.0.0.1:${port + 1}/metrics`)).text();
  const read = (what: string): number => {
    const line = new RegExp(`^busker_http_request_seconds_${what}\\{([^}]*route="readOverlay"[^}]*)\\} (\\S+)$`, 'm');
    const [, labels = '', value] = line.exec(lines) ?? [];
    if (!labels.includes('status="200"')) throw new Error(`Nothing is told of answers with 200: ${labels}`);
    return Number(value);
  };
  return { count: read('count'), seconds: read('sum') };
}

t.test('The time for which questions were held is not in the metric of requests', async (t) => {
  const before = await told();
  const fromMs = performance.now();
  const wait = 3;
  for (const one of await hold(wait)) t.equal((await one).status, 200);
  const passed = (performance.now() - fromMs) / 1_000;
  t.ok(passed >= wait - 0.01, 'they were held');
  const after = await until('all in the metric', async () => {
    const found = await told();
    return found.count === before.count + most + 1 && found;
  });
  const seconds = after.seconds - before.seconds;
  t.comment(`${most} questions, held for ${wait} s each, took ${seconds} s`);
  t.ok(seconds > 0, 'the rest of the time is');
  t.ok(seconds < (most * wait) / 2, 'without what they waited for');
});

t.test('A process that is told to end answers what it holds and ends in good order', async (t) => {
  const { child } = server;
  const held = await hold(longest);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const answers = await Promise.allSettled(held);
  for (const one of answers) {
    t.match(one, { status: 'fulfilled', value: { status: 200, body: { tips: [], cursor: String } } });
  }
  t.same(await ended, [0, null], 'exit code 0: before the time in which it must stop was over');
});
