/** No process is left behind, however a supervisor ends. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import t from 'tap';
import { identify, isAlive, type ProcessIdentity } from '../../infra/supervisor/process-identity.ts';
import { waitUntil } from '../../infra/supervisor/wait-until.ts';
import { cleanEnvironment, createScratch, start, startStackProcess } from './fixtures/scratch.ts';

const scratch = createScratch();
t.teardown(() => scratch.remove());

const everything = 'postgres,redis,idle';

function childrenOf(dataDir: string): Record<string, ProcessIdentity> {
  return JSON.parse(readFileSync(`${dataDir}/run.json`, 'utf8')).children;
}

t.test('Ctrl-C ends every child within 5 s', async (t) => {
  const dataDir = scratch.folder('interrupted');
  const started = startStackProcess(dataDir, everything);
  await started.says('all are up');
  const children = childrenOf(dataDir);
  t.same(Object.keys(children).sort(), ['idle', 'postgres', 'redis'], 'run.json names the children');
  const beganMs = performance.now();
  started.child.kill('SIGINT');
  t.equal(await started.ends(), 0, 'the supervisor ends in good order');
  t.ok(performance.now() - beganMs < 5_000, 'within 5 s');
  t.same(Object.values(children).filter(isAlive), [], 'no child is left');
  t.same(childrenOf(dataDir), {}, 'and run.json names none');
});

t.test('after kill -9 of the supervisor the next start ends what it left', async (t) => {
  const dataDir = scratch.folder('killed');
  const first = startStackProcess(dataDir, everything);
  await first.says('all are up');
  const { postgres, redis, idle } = childrenOf(dataDir);
  if (!postgres || !redis || !idle) throw new Error('A child is missing');
  first.child.kill('SIGKILL');
  await first.ends();
  t.ok(await waitUntil(() => !isAlive(idle), { timeoutMs: 5_000 }), 'our own process ends when its input closes');
  t.ok(isAlive(postgres) && isAlive(redis), 'the stores are left');

  const second = startStackProcess(dataDir, everything);
  await second.says('all are up');
  t.match(second.output(), /left behind: (postgres, redis|redis, postgres)/, 'the next start says what it ended');
  t.same([postgres, redis].filter(isAlive), [], 'they are gone');
  t.notSame(childrenOf(dataDir).postgres, postgres, 'and new ones run');
  second.child.kill('SIGTERM');
  t.equal(await second.ends(), 0, 'SIGTERM ends it too');
});

t.test('a second Ctrl-C ends everything at once', async (t) => {
  const dataDir = scratch.folder('impatient');
  const started = startStackProcess(dataDir, 'redis,stubborn');
  await started.says('all are up');
  const children = childrenOf(dataDir);
  started.child.kill('SIGINT');
  await started.says('Stopping');
  await waitUntil(() => !started.child.kill('SIGINT'), { timeoutMs: 3_000, everyMs: 100 });
  t.equal(await started.ends(), 130, 'it ends by force');
  const gone = (): boolean => !Object.values(children).some(isAlive);
  t.ok(await waitUntil(gone, { timeoutMs: 5_000 }), 'with all its children');
});

t.test('a pid that was used again is somebody else', async (t) => {
  const me = identify(process.pid);
  if (me === undefined) throw new Error('We run');
  t.ok(isAlive(me), 'this process is itself');
  t.notOk(isAlive({ pid: me.pid, startToken: 'earlier' }), 'one that had its pid before is not');
});

t.test('a process that waits in its start ends with its supervisor', async (t) => {
  // A database and a Redis that take connections and say nothing.
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.teardown(() => silent.close());
  const { port } = silent.address() as AddressInfo;
  const env = cleanEnvironment({
    ...{ DATABASE_URL: `postgresql://nobody:nothing@127.0.0.1:${port}/none`, REDIS_URL: `redis://127.0.0.1:${port}` },
    ...{ BUSKER_SECRET: 'the secret of a test, longer than thirty-two characters', BUSKER_SUPERVISED: '1' },
  });
  for (const main of ['server/api.ts', 'server/worker.ts']) {
    const waiting = once(silent, 'connection');
    const started = start(process.execPath, ['--no-warnings', main], { env });
    await Promise.race([waiting, started.ends()]);
    started.child.stdin?.end();
    t.equal(await started.ends(), 0, `${main} ends in good order`);
    t.match(started.output(), /supervisor gone/);
  }
});
