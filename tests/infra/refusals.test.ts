/** A start that cannot succeed says why in one sentence, before anything is started. */
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import t from 'tap';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { Stack } from '../../infra/supervisor/stack.ts';
import { cleanEnvironment, createScratch, root, type Started, start } from './fixtures/scratch.ts';
import { silentSteps } from './fixtures/silent-steps.ts';

const scratch = createScratch();
t.teardown(() => scratch.remove());

function npmStart(env: Readonly<Record<string, string>>): Started {
  return start(process.execPath, [join(root, 'infra/commands/start.ts')], { env: cleanEnvironment(env) });
}

/** A program of somebody else that has a port. */
async function occupy(): Promise<{ port: string; server: Server }> {
  const server = createServer().listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { port: String(address.port), server };
}

t.test('a port that is taken is named together with its setting', async (t) => {
  const { port, server } = await occupy();
  t.teardown(() => server.close());
  for (const setting of ['PORT', 'METRICS_PORT', 'MEDIA_PORT']) {
    const free = setting === 'PORT' ? {} : { PORT: String(await findPrivatePorts()) };
    const env = { MEDIA_WORKERS: '1', ...free, [setting]: port, BUSKER_DATA_DIR: scratch.folder(setting) };
    const started = npmStart(env);
    t.equal(await started.ends(), 1, `${setting} taken: it stops`);
    const sentence = new RegExp(
      `^${setting}: .*\\b${port}\\b.* in use by another program; set ${setting} to a free one\\.\\n$`,
    );
    t.match(started.output(), sentence, 'one sentence and nothing else');
  }
});

t.test('a broken setting is named', async (t) => {
  const started = npmStart({ MEDIA_WORKERS: 'many', BUSKER_DATA_DIR: scratch.folder('broken') });
  t.equal(await started.ends(), 1, 'it stops');
  t.match(started.output(), /^The setting MEDIA_WORKERS must be a whole number .*\.\n$/, 'one sentence');

  const half = npmStart({ DATABASE_ADMIN_URL: 'postgres://o@127.0.0.1/b', BUSKER_DATA_DIR: scratch.folder('half') });
  t.equal(await half.ends(), 1, 'half of a database of one’s own');
  t.match(half.output(), /^DATABASE_ADMIN_URL is set without DATABASE_URL: .*\.\n$/, 'one sentence');
});

t.test('a data directory that cannot be one', async (t) => {
  const file = scratch.folder('file');
  writeFileSync(file, '');
  const started = npmStart({ PORT: String(await findPrivatePorts()), BUSKER_DATA_DIR: join(file, 'data') });
  t.equal(await started.ends(), 1, 'it stops');
  t.match(started.output(), /^The data directory .* cannot be written .*BUSKER_DATA_DIR.*\.\n$/, 'one sentence');
});

t.test('a data directory without space', async (t) => {
  const folder = scratch.folder('small');
  mkdirSync(folder);
  const shell = `mount -t tmpfs -o size=32m tmpfs "${folder}" && exec "${process.execPath}" infra/commands/start.ts`;
  const env = cleanEnvironment({ PORT: String(await findPrivatePorts()), BUSKER_DATA_DIR: folder });
  const unshare = process.getuid?.() === 0 ? ['-m'] : ['-Urm'];
  const probe = start('unshare', [...unshare, 'sh', '-c', `mount -t tmpfs -o size=1m tmpfs "${folder}"`]);
  const mounts = (await probe.ends().catch(() => 1)) === 0;
  if (!mounts) return t.pass('a small disk', { skip: 'not run: this machine does not let us mount one' });
  const started = start('unshare', [...unshare, 'sh', '-c', shell], { env });
  t.equal(await started.ends(), 1, 'it stops');
  return t.match(started.output(), /^The data directory .* has \d+ MB free and needs 256: .*\.\n$/, 'one sentence');
});

t.test('a data directory that another supervisor uses', async (t) => {
  const dataDir = scratch.folder('shared');
  const options = { env: { PORT: String(await findPrivatePorts()) }, dataDir, log: silentSteps(), only: [] };
  const first = new Stack(options);
  await first.open();
  await t.rejects(new Stack(options).open(), { message: /is in use by the supervisor with pid \d+: / }, 'is refused');
  await first.stop();
  const second = new Stack(options);
  await t.resolves(second.open(), 'and is free once that one has stopped');
  await second.stop();
});
