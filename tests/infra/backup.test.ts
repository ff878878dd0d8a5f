/** Backups of the embedded Postgres: what is archived, what is refused, what a full or missing disk costs, what is kept. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { claimBackupFolder } from '../../infra/backup/claim-folder.ts';
import { openDataDirectory } from '../../infra/supervisor/data-directory.ts';
import { Stack } from '../../infra/supervisor/stack.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { openDatabase, readArchiver, readBases, watchArchiver } from '../../server/platform/database/index.ts';
import { createMetrics } from '../../server/platform/telemetry/metrics.ts';
import { observeArchiver } from '../../server/platform/telemetry/observe-archiver.ts';
import { observeBases } from '../../server/platform/telemetry/observe-bases.ts';
import { command, ownerUrl } from '../prove/restore/busker.ts';
import { until } from '../world/until.ts';
import { createScratch, start, startStackProcess } from './fixtures/scratch.ts';
import { silentSteps } from './fixtures/silent-steps.ts';
import { openSmallBooks, songsIn } from './small-books.ts';

const scratch = createScratch();
t.setTimeout(240_000);
t.teardown(() => scratch.remove());
const books = await openSmallBooks(scratch.folder);
t.teardown(() => books.close());
const bases = join(books.backups, 'base');
const wal = join(books.backups, 'wal');

function restoreLatest(into: string) {
  return command('restore', ['--from', books.backups, '--latest', '--into', scratch.folder(into)]);
}

/** What Prometheus is told of a backup folder. */
function toldOf(folder: string | undefined): Promise<string> {
  const metrics = createMetrics('test', { warn: () => undefined });
  observeBases(metrics, systemClock, () => readBases(folder));
  return metrics.registry.metrics();
}

t.test('a backup that cannot be made', async (t) => {
  const nobody = await command('backup', [], { BUSKER_DATA_DIR: scratch.folder('nobody') });
  t.match(nobody, { code: 1, output: /^No Busker runs in .*\n$/ }, 'nothing runs');
  const elsewhere = await command('backup', [], { DATABASE_URL: 'postgres://a@127.0.0.1/b' });
  t.match(elsewhere, { code: 1, output: /^DATABASE_URL names a Postgres of yours: docs\/backups.md .*\n$/ });
  t.match(await books.backup('--keep', '0'), { code: 1, output: /^--keep takes a whole number from 1 to 1000\.\n$/ });
  const plain = startStackProcess(scratch.folder('plain'), 'postgres');
  await plain.says('all are up');
  const without = await command('backup', [], { BUSKER_DATA_DIR: scratch.folder('plain') });
  plain.child.kill('SIGINT');
  await plain.ends();
  t.match(without, { code: 1, output: /^This Busker was started without BUSKER_BACKUP_DIR, .*\n$/ }, 'no archive');
  t.same(readdirSync(bases), [], 'nothing is left of any');
});

t.test('a backup that is killed', async (t) => {
  const killed = start(process.execPath, ['infra/commands/backup.ts'], {
    env: { ...process.env, BUSKER_DATA_DIR: books.dataDir },
  });
  await until('a draft', () => readdirSync(bases).length > 0, { withinMs: 30_000 });
  killed.child.kill('SIGKILL');
  await killed.ends();
  t.match(readdirSync(bases), [/^\./], 'leaves a draft, which is no backup');
  t.match(await restoreLatest('early'), { code: 1, output: /^There is no base backup in that folder yet/ });
  t.same(await readBases(books.backups), { many: 0, newestAt: null }, 'as Prometheus is told');
  const before = Date.now();
  t.equal((await books.backup()).code, 0, 'the next one goes well');
  t.match(readdirSync(bases), [/^\d/], 'and has removed the draft');
  const told = await toldOf(books.backups);
  t.match(told, /^busker_base_backups\S* 1$/m, 'Prometheus counts it');
  const age = Number(/^busker_base_backup_age_seconds\S* (\S+)$/m.exec(told)?.[1]);
  t.ok(age > 0 && age <= (Date.now() - before) / 1_000 + 1, `and knows how old it is: ${age} s`);
  t.match(await toldOf(scratch.folder('no-such-disk')), /^busker_base_backups\S* 0$/m, 'a disk that is gone has none');
  t.notMatch(await toldOf(undefined), /^busker_base_backup\S* \d/m, 'nothing is said where nothing is backed up');
});

t.test('an archive that cannot be reached', async (t) => {
  const database = openDatabase({ url: ownerUrl(books.dataDir), log: { warn: () => undefined } });
  t.teardown(() => database.close());
  const said: string[] = [];
  const look = watchArchiver(database.read, {
    error: (facts, words) => said.push(`${words} ${JSON.stringify(facts)}`),
    info: (words) => said.push(words),
  });
  const metrics = createMetrics('test', { warn: () => undefined });
  observeArchiver(metrics, () => readArchiver(database.read));
  await look();
  t.match(await metrics.registry.metrics(), /^busker_wal_archive_failing\S* 0$/m, 'all is well at first');

  renameSync(wal, `${wal}.away`);
  await books.sing('When the disk was gone');
  await books.query('SELECT pg_switch_wal()');
  await until('a failure', async () => (await readArchiver(database.read))?.failing, { withinMs: 30_000 });
  for (const _ of [1, 2]) await look();
  t.match(said, [/^the WAL cannot be archived: .* \{"segment":"[0-9A-F]{24}"\}$/], 'the log says so, once');
  t.match(await metrics.registry.metrics(), /^busker_wal_archive_failing\S* 1$/m, 'and Prometheus is told');
  t.match(await books.sing('While it was gone'), /^2/, 'what is committed meanwhile is committed');
  const [waiting] = await books.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'",
  );
  t.ok((waiting?.n ?? 0) > 0, 'and Postgres keeps what is not archived');

  renameSync(`${wal}.away`, wal);
  await books.archive();
  await until('an end of failure', async () => !(await readArchiver(database.read))?.failing, { withinMs: 90_000 });
  await look();
  t.equal(said[1], 'the WAL is archived again', 'told too');
  t.match(await restoreLatest('back'), { code: 0 }, 'a restore');
  t.same(await songsIn(scratch.folder('back')), ['When the disk was gone', 'While it was gone'], 'has all of it');
});

t.test('what is archived', async (t) => {
  const [from, folder] = [scratch.folder('segment'), scratch.folder('archive')];
  mkdirSync(folder);
  writeFileSync(from, 'a segment');
  const archive = () => start('sh', ['infra/backup/archive-wal.sh', from, 'NAME', folder]).ends();
  t.equal(await archive(), 0, 'is there');
  t.equal(await archive(), 0, 'the same again is no harm');
  const kept = readFileSync(join(folder, 'NAME.gz'));
  writeFileSync(from, 'another of that name');
  t.not(await archive(), 0, 'another of its name is refused');
  t.same(readFileSync(join(folder, 'NAME.gz')), kept, 'and the first stays');
  rmSync(join(folder, 'NAME.gz'));
  // What a killed one left does not hinder, whoever wrote it.
  writeFileSync(join(folder, '.NAME.new'), 'half');
  t.equal(await archive(), 0, 'a draft of one that was killed is written over');
  t.same(readdirSync(folder), ['NAME.gz'], 'and nothing else is left');
});

t.test('a backup disk that is full', async (t) => {
  const folder = scratch.folder('small');
  mkdirSync(folder);
  const unshare = process.getuid?.() === 0 ? ['-m'] : ['-Urm'];
  const inside = (script: string) => start('unshare', [...unshare, 'sh', '-c', script]);
  const mount = `mount -t tmpfs -o size=64k tmpfs "${folder}"`;
  const mounts =
    (await inside(mount)
      .ends()
      .catch(() => 1)) === 0;
  if (!mounts) return t.pass('a small disk', { skip: 'not run: this machine does not let us mount one' });
  const chance = `head -c 1000000 /dev/urandom > "${folder}.segment"`;
  const run = `sh infra/backup/archive-wal.sh "${folder}.segment" NAME "${folder}"; echo "ended $?"; ls -A "${folder}" | wc -l`;
  const started = inside(`${chance} && ${mount} && ${run}`);
  await started.ends();
  return t.match(
    started.output(),
    /No space left[\s\S]*ended [1-9]\d*\s+0\n$/,
    'is told to Postgres, and nothing half is left',
  );
});

t.test('a folder belongs to one data directory', async (t) => {
  const data = openDataDirectory(scratch.folder('another'));
  const claim = (folder: string) => claimBackupFolder(folder, data, undefined);
  t.throws(() => claim(books.backups), { message: /holds the backups of another data directory/ }, 'not to two');
  t.throws(() => claim(join(data.root, 'backups')), { message: /lies in the data directory/ }, 'nor lies in it');
  const own = scratch.folder('own');
  claim(own);
  t.doesNotThrow(() => claim(own), 'its own is taken again');
  rmSync(own, { recursive: true });
  t.throws(() => claim(own), { message: /is empty, though this Busker archived there: is its disk mounted\?/ });
  t.notOk(existsSync(own), 'and nothing is made in its place');
  t.doesNotThrow(() => claim(scratch.folder('next')), 'another one may follow');
  const env = { BUSKER_BACKUP_DIR: own, DATABASE_URL: 'postgres://a@127.0.0.1/b' };
  const stack = new Stack({ env, dataDir: scratch.folder('theirs'), log: silentSteps(), only: [] });
  await t.rejects(stack.open(), { message: /^BUSKER_BACKUP_DIR is for the embedded Postgres .*docs\/backups.md/ });
});

t.test('what is kept', async (t) => {
  await books.sing('Kept');
  const first = await books.archive();
  const { code, output } = await books.backup('--keep', '1');
  t.equal(code, 0, 'another backup');
  t.equal(readdirSync(bases).length, 1, 'only the newest is left');
  t.match(output, /Removed 1 older base backups and \d+ files of WAL\./, 'as it says');
  t.notOk(existsSync(join(wal, `${first}.gz`)), 'without the WAL that only the older one needed');
  t.match(await restoreLatest('kept'), { code: 0 }, 'it can be restored');
  t.ok((await songsIn(scratch.folder('kept'))).includes('Kept'), 'with what was there');
});
