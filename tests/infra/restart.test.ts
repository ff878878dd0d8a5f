/** A child that dies is started again with a growing pause; one that keeps dying takes the rest down with a reason. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import t from 'tap';
import { RestartPolicy } from '../../infra/supervisor/restart-policy.ts';
import { startStack } from '../../infra/supervisor/stack.ts';
import { waitUntil } from '../../infra/supervisor/wait-until.ts';
import { fixtureChild } from './fixtures/fixture-child.ts';
import { cleanEnvironment, createScratch } from './fixtures/scratch.ts';
import { silentSteps } from './fixtures/silent-steps.ts';

const scratch = createScratch();
t.teardown(() => scratch.remove());

t.test('the pauses', async (t) => {
  const quick = new RestartPolicy();
  const pauses = [0, 1, 2, 3, 4, 5].map((second) => quick.died(second * 1_000));
  t.same(pauses, [100, 200, 400, 800, 1_600, undefined], 'they double, and five restarts within a minute are the end');

  const slow = new RestartPolicy();
  const spaced = Array.from({ length: 9 }, (_, death) => slow.died(death * 20_000));
  t.same(new Set(spaced), new Set([100]), 'one that is well for a while between is started at once, for ever');

  const both = new RestartPolicy();
  t.same(
    [0, 1, 11.5].map((second) => both.died(second * 1_000)),
    [100, 200, 100],
    'ten seconds of health forget',
  );
});

t.test('a store that is killed comes back', async (t) => {
  const log = silentSteps();
  const only = ['postgres', 'redis'];
  const stack = await startStack({ env: cleanEnvironment(), dataDir: scratch.folder('stores'), log, only });
  t.teardown(() => stack.stop());
  for (const name of only) {
    const before = stack.children[name];
    if (before === undefined) throw new Error(`${name} does not run`);
    process.kill(before, 'SIGKILL');
    const back = (): boolean => ![before, undefined].includes(stack.children[name]);
    t.ok(await waitUntil(back, { timeoutMs: 10_000 }), `${name} has another process`);
    t.match(log.said.join('\n'), `${name} ended (SIGKILL) and is started again in 100 ms`, 'the terminal is told');
  }
  t.ok(await waitUntil(() => connects(stack.urls.database), { timeoutMs: 20_000 }), 'and Postgres takes connections');
});

t.test('a child that keeps dying', async (t) => {
  const log = silentSteps();
  const dataDir = scratch.folder('hopeless');
  const nodeChildren = (): ReturnType<typeof fixtureChild>[] => [
    { ...fixtureChild('crash', cleanEnvironment()), readyTimeoutMs: 30_000 },
  ];
  const starting = startStack({ env: cleanEnvironment(), dataDir, log, only: ['redis', 'crash'], nodeChildren });
  const sentence =
    /^crash ended again and again \(exit code 7\), five restarts within a minute did not help: see .*\.$/;
  await t.rejects(starting, { message: sentence, tail: 'the cupboard is bare' }, 'is the reason, with its last words');
  t.equal(log.said.filter((line) => line.includes('started again')).length, 5, 'after five restarts');
  t.same(JSON.parse(readFileSync(`${dataDir}/run.json`, 'utf8')).children, {}, 'and nothing else runs on');
});

async function connects(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
