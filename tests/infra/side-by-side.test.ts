/** Two copies on one machine do not meet, and each keeps what it had over a restart. */
import { readFileSync, statSync } from 'node:fs';
import pg from 'pg';
import t from 'tap';
import { type StartedStack, startStack } from '../../infra/supervisor/stack.ts';
import { cleanEnvironment, createScratch } from './fixtures/scratch.ts';
import { silentSteps } from './fixtures/silent-steps.ts';

const scratch = createScratch();
t.teardown(() => scratch.remove());

const only = ['postgres', 'redis'];

function startCopy(name: string): Promise<StartedStack> {
  return startStack({ env: cleanEnvironment(), dataDir: scratch.folder(name), log: silentSteps(), only });
}

t.test('two data directories', async (t) => {
  const [one, two] = await Promise.all([startCopy('one'), startCopy('two')]);
  const privatePorts = [one, two].flatMap(({ ports }) => [
    ...[ports.postgres, ports.redis, ports.jobsMetrics, ports.mediaMetrics, ports.mediaControl],
  ]);
  t.equal(new Set(privatePorts).size, privatePorts.length, 'no port is used twice');
  await query(one, 'owner', 'CREATE TABLE kept (song text)');
  await query(one, 'owner', "INSERT INTO kept VALUES ('Both Sides Now')");
  await t.rejects(
    query(two, 'owner', 'SELECT * FROM kept'),
    { code: '42P01' },
    'what one writes the other does not see',
  );
  await Promise.all([one.stop(), two.stop()]);

  const again = await startCopy('one');
  t.teardown(() => again.stop());
  t.same(again.ports, one.ports, 'the ports are those of the last time');
  t.same(await query(again, 'owner', 'SELECT song FROM kept'), [{ song: 'Both Sides Now' }], 'and so are the data');
});

t.test('roles', async (t) => {
  const stack = await startCopy('roles');
  t.teardown(() => stack.stop());
  const rights = 'SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user';
  const [owner] = await query(stack, 'owner', rights);
  t.same(owner, { rolsuper: false, rolcreatedb: true, rolcreaterole: false }, 'the owner is no superuser');
  const [app] = await query(stack, 'app', rights);
  t.same(app, { rolsuper: false, rolcreatedb: false, rolcreaterole: false }, 'the application even less');
  await t.rejects(query(stack, 'app', 'CREATE TABLE mine ()'), { code: '42501' }, 'which may not create a table');
  const [setting] = await query(stack, 'app', "SELECT current_setting('fsync') AS fsync");
  t.same(setting, { fsync: 'on' }, 'what is committed is on the disk');
  await t.rejects(
    withClient(stack.urls.database.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1'),
    { code: '28P01' },
    'a wrong password is refused',
  );
});

t.test('what lies in the data directory', async (t) => {
  const folder = scratch.folder('one');
  for (const file of ['secret', 'credentials.json', 'redis/redis.conf']) {
    t.equal(statSync(`${folder}/${file}`).mode & 0o777, 0o600, `${file} is for its owner only`);
  }
  const targets = JSON.parse(readFileSync(`${folder}/prometheus-targets.json`, 'utf8'));
  t.match(targets, [{ targets: ['127.0.0.1:9464'], labels: { job: 'busker', process: 'server' } }, {}, {}]);
});

function query(stack: StartedStack, role: 'owner' | 'app', sql: string): Promise<unknown[]> {
  const url = role === 'owner' ? stack.urls.databaseAdmin : stack.urls.database;
  if (url === undefined) throw new Error('The database is not ours');
  return withClient(url, sql);
}

async function withClient(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
