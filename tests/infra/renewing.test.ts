/** What can be started anew while the rest goes on is, one after the other, and nothing else is touched. */
import t from 'tap';
import { readRunFile } from '../../infra/supervisor/run-file.ts';
import { Stack } from '../../infra/supervisor/stack.ts';
import { waitUntil } from '../../infra/supervisor/wait-until.ts';
import { fixtureChild } from './fixtures/fixture-child.ts';
import { cleanEnvironment, createScratch, root, start, startStackProcess } from './fixtures/scratch.ts';
import { silentSteps } from './fixtures/silent-steps.ts';

const scratch = createScratch();
t.teardown(() => scratch.remove());

type Fixture = ReturnType<typeof fixtureChild>;

async function stackOf(children: (env: Readonly<Record<string, string>>) => readonly Fixture[]) {
  const log = silentSteps();
  const names = children({}).map(({ name }) => name);
  const dataDir = scratch.folder(names.join('-'));
  const nodeChildren = ({ env }: { env: Readonly<Record<string, string>> }) => children(env);
  const stack = new Stack({ env: cleanEnvironment(), dataDir, log, only: names, nodeChildren });
  await stack.start();
  t.teardown(() => stack.stop());
  return { stack, log };
}

const alive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

t.test('two that let their rooms go first: one is always there', async (t) => {
  const patient = (name: string) => (env: Fixture['env']) => ({
    ...{ ...fixtureChild('patient', env), name, renewWithinMs: 5_000 },
  });
  const { stack, log } = await stackOf((env) => [patient('one')(env), patient('two')(env), fixtureChild('idle', env)]);
  const before = stack.children;
  const seen: string[] = [];
  const renewing = stack.renew();
  t.equal(stack.renew(), renewing, 'asked again meanwhile, it is the same');
  await waitUntil(
    () => {
      const now = [before.one, before.two].map(alive).join();
      if (seen.at(-1) !== now) seen.push(now);
      return now === 'false,false';
    },
    { timeoutMs: 20_000, everyMs: 10 },
  );
  await renewing;
  t.same(seen, ['true,true', 'false,true', 'false,false'], 'the first, and then the second');
  const now = stack.children;
  t.ok(now.one !== before.one && now.two !== before.two && alive(now.one) && alive(now.two), 'both are new');
  t.equal(now.idle, before.idle, 'nothing else was touched');
  const order = ['one is emptied', 'one is ready', 'two is emptied', 'two is ready'];
  t.match(
    log.said.filter((line) => / is (emptied|ready)/.test(line)),
    order.map((words) => new RegExp(words)),
  );
  t.notOk(
    log.said.some((line) => line.includes('ended')),
    'and nobody counts it as a death',
  );

  const again = stack.renew();
  const refused = t.rejects(again, /stopped before it was ready/, 'a stop in the middle of it goes before');
  const beganMs = performance.now();
  await stack.stop();
  t.ok(performance.now() - beganMs < 5_000, 'and is as quick as ever');
  await refused;
  t.same(stack.children, {}, 'nothing comes back');
});

t.test('one that does not end by itself is ended, and one that dies meanwhile comes back', async (t) => {
  const { stack, log } = await stackOf((env) => [
    { ...fixtureChild('stubborn', env), renewWithinMs: 400 },
    { ...fixtureChild('patient', env), renewWithinMs: 5_000 },
  ]);
  const before = stack.children;
  const renewing = stack.renew();
  await waitUntil(() => stack.children.stubborn !== before.stubborn, { timeoutMs: 10_000 });
  process.kill(before.patient ?? 0, 'SIGKILL');
  await renewing;
  t.ok(log.said.some((line) => line.includes('stubborn did not end by itself')));
  t.ok(alive(stack.children.stubborn) && alive(stack.children.patient), 'both run');
  t.not(stack.children.patient, before.patient);
});

const command = (folder: string) =>
  start(process.execPath, ['infra/commands/renew.ts'], {
    cwd: root,
    env: cleanEnvironment({ BUSKER_DATA_DIR: folder }),
  });

t.test('npm run renew: both media nodes of what runs there, and then it ends', async (t) => {
  const dataDir = scratch.folder('two');
  const started = startStackProcess(dataDir, 'idle,media', { MEDIA_NODES: '2' });
  await started.says('all are up');
  const pids = () => {
    const { children } = readRunFile(`${dataDir}/run.json`);
    return Object.fromEntries(Object.entries(children).map(([name, { pid }]) => [name, pid]));
  };
  const before = pids();
  const renewing = command(dataDir);
  t.equal(await renewing.ends(), 0, renewing.output());
  const now = pids();
  t.ok(now.media !== before.media && now['media-2'] !== before['media-2'], 'both are new');
  t.equal(now.idle, before.idle, 'nothing else is');
  t.ok(alive(now.media) && alive(now['media-2']));
  started.child.kill('SIGTERM');
  t.equal(await started.ends(), 0);
});

t.test('where nobody could take over, nothing is done', async (t) => {
  const dataDir = scratch.folder('alone');
  const started = startStackProcess(dataDir, 'idle');
  await started.says('all are up');
  started.child.kill('SIGUSR2');
  await started.says('There are not two media nodes');
  const alone = command(dataDir);
  t.equal(await alone.ends(), 1);
  t.match(alone.output(), /There are not two media nodes.*--media-nodes 2/, 'the command says what is missing');
  const nobody = command(scratch.folder('empty'));
  t.equal(await nobody.ends(), 1);
  t.match(nobody.output(), /No Busker runs in this data directory/);
  t.ok(alive(started.child.pid), 'and what runs goes on');
  started.child.kill('SIGTERM');
  t.equal(await started.ends(), 0);
});
