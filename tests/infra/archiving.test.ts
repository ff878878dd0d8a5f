/**
 * `npm run archive -- ledger` as an operator runs it (docs/archive.md), on a Postgres of its own with some months of books: the list,
 * closing, a second run, another disk, and what it refuses. What closing means is in domains/ledger.archive.test.ts.
 */
import { chownSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import t from 'tap';
import { findDatabase } from '../../infra/audit/find-database.ts';
import { ownCredentials } from '../../infra/supervisor/credentials.ts';
import { superuserConnection } from '../../infra/supervisor/postgres/ensure-roles.ts';
import { readRunFile } from '../../infra/supervisor/run-file.ts';
import { readEntries, reconcileBooks } from '../../server/domains/ledger/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { noNews } from '../domains/ledger-stage.ts';
import { command, ownerUrl } from '../prove/restore/busker.ts';
import { fillHistory } from '../world/history/fill.ts';
import { createScratch, startStackProcess } from './fixtures/scratch.ts';

const scratch = createScratch();
t.setTimeout(120_000);
const [dataDir, backups] = [scratch.folder('data'), scratch.folder('backups')];
const started = startStackProcess(dataDir, 'postgres,migrate', { BUSKER_BACKUP_DIR: backups });
await started.says('all are up');
const own = { BUSKER_DATA_DIR: dataDir };
const { postgresSuper } = ownCredentials(join(dataDir, 'credentials.json'));
const port = readRunFile(join(dataDir, 'run.json')).ports.postgres ?? 0;
const owner = new pg.Client({ connectionString: ownerUrl(dataDir) });
const asSuper = new pg.Client({ ...superuserConnection(port, postgresSuper), database: 'busker' });
const database = openDatabase({ url: findDatabase(own), log: pino({ level: 'silent' }) });
await Promise.all([owner.connect(), asSuper.connect()]);
t.teardown(async () => {
  await Promise.all([owner.end(), asSuper.end(), database.close()]);
  started.child.kill('SIGINT');
  await started.ends();
  scratch.remove();
});
await fillHistory(async (sql, values = []) => (await owner.query(sql, [...values])).rows, {
  ...{ entries: 8_000, months: 4, say: (line) => t.comment(line) },
});
const names = [-4, -3, -2, -1, 0, 1, 2, 3].map((apart) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + apart, 1)).toISOString().slice(0, 7);
});
const old = names.slice(0, 3);
/** The oldest that has not been over for a day: on the first of a month the one before. */
const unfinished = new Date().getUTCDate() === 1 ? 3 : 4;
const before = names[3] ?? '';

/** The same Postgres as one of the operator's. */
const urls = { DATABASE_URL: findDatabase(own), DATABASE_ADMIN_URL: ownerUrl(dataDir) };
const archive = (...args: string[]) => command('archive', ['ledger', ...args], own);
const put = () => command('archive', ['ledger', '--before', before, '--tablespace', 'cold'], urls);

async function states(): Promise<string[]> {
  const { code, output } = await archive();
  t.equal(code, 0);
  return output.trim().split('\n');
}

/** What somebody reads of their wallet, and whether the books agree. */
async function books() {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT owner_id AS id FROM ledger.account WHERE kind = 'wallet:paid' ORDER BY version DESC LIMIT 1`,
  );
  const page = { first: 'newest', limit: 10_000 } as const;
  const entries = await readEntries(database.read, { ownerId: rows[0]?.id ?? '', kind: 'wallet:paid' }, page);
  const quiet = { log: { error: () => undefined } };
  const compared = await reconcileBooks({ database, news: noNews, clock: systemClock, ...quiet }, []);
  return { entries, differing: compared?.checks.filter(({ holds }) => !holds) };
}

const asFound = await books();
t.ok(asFound.entries.length > 50, `${asFound.entries.length} lines of a statement`);
t.same(asFound.differing, []);

t.test('What was not said rightly, or is not there, is refused in a sentence', async (t) => {
  for (const args of [[], ['chat'], ['ledger', '--before', '2025-13'], ['ledger', '--tablespace', 'cold']]) {
    t.match(await command('archive', args, own), { code: 2, output: /^Usage: npm run archive -- ledger / }, `${args}`);
  }
  const nobody = await command('archive', ['ledger'], { BUSKER_DATA_DIR: scratch.folder('nobody') });
  t.match(nobody, { code: 1, output: /^No Busker was started in .*nobody: start it, or set DATABASE_URL .*\n$/ });
  const url = 'postgres://busker_app:x@127.0.0.1:1/busker';
  const unsaid = await command('archive', ['ledger'], { DATABASE_URL: url });
  t.match(unsaid, { code: 1, output: /^DATABASE_URL names a Postgres of yours: set DATABASE_ADMIN_URL too\.\n$/ });
  const away = await command('archive', ['ledger'], { DATABASE_URL: url, DATABASE_ADMIN_URL: url });
  t.match(away, { code: 1, output: /^The database cannot be reached \(.*ECONNREFUSED.*\): start Busker, .*\n$/ });
  const embedded = await archive('--before', before, '--tablespace', 'pg_default');
  t.match(embedded, { code: 1, output: /^--tablespace is for a Postgres of yours \(DATABASE_URL\): docs.*\n$/ });
  t.match(await put(), { code: 1, output: /^There is no tablespace cold: docs\/archive\.md .*\n$/ });
  t.same(
    await states(),
    names.map((name) => `${name}: open, 0 MB`),
    'all of it is as before',
  );
});

t.test('Of books that were tampered with no month is closed', async (t) => {
  const table = `ledger.move_${names[2]?.replace('-', '_')}`;
  const change = async (by: number): Promise<void> => {
    await asSuper.query(`BEGIN; ALTER TABLE ${table} DISABLE TRIGGER ALL`);
    await asSuper.query(`UPDATE ${table} SET amount = amount + ${by} WHERE (transfer_id, n) =
      (SELECT transfer_id, n FROM ${table} ORDER BY 1, 2 LIMIT 1)`);
    await asSuper.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL; COMMIT`);
  };
  const guards = await owner.query(
    `SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = '${table}'::regclass ORDER BY 1`,
  );
  await change(10_000);
  t.match(await archive('--before', before), {
    ...{
      code: 1,
      output: /^Nothing is closed\. The ledger is BROKEN\. Seal \d+: transfer .* is not what was sealed\./,
    },
  });
  await change(-10_000);
  for (const { tgname, tgenabled } of guards.rows)
    if (tgenabled === 'A') await asSuper.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${tgname}`);
  t.notOk((await states()).some((line) => line.includes('closed')));
});

t.test('Months before are closed, once; everything is read as before, and backed up', async (t) => {
  const { code, output } = await archive('--before', before);
  t.equal(code, 0, output);
  const [sound, ...lines] = output.trim().split('\n');
  t.match(sound, /^The ledger is sound: \d+ sealed transfers .* Its head is \d+:[0-9a-f]{64}\.$/);
  t.equal(lines[0], `${old[0]}: closed, 0 movements, sealed by nothing`, 'the oldest was made and never used');
  for (const [at, name] of old.slice(1).entries()) {
    t.match(lines[at + 1], new RegExp(`^${name}: closed, [1-9]\\d* movements, sealed by \\d+:[0-9a-f]{64}$`));
  }
  t.equal(lines.length, 3);
  t.same(
    (await states()).map((line) => line.replace(/, \d+ MB$/, '')),
    names.map((name) => `${name}: ${name < before ? 'closed' : 'open'}`),
  );
  const again = await archive('--before', before);
  const same = lines.map((line) => line.replace(': closed', ': was closed before'));
  t.equal(again.code, 0);
  t.same(again.output.trim().split('\n'), [
    ...[sound, ...same, `There was nothing to do with 3 months before ${before}.`],
  ]);
  t.same(await books(), asFound, 'not a line is different');
  const audit = await command('audit', ['ledger'], own);
  t.match(audit, { code: 0, output: /^The ledger is sound/ });
  t.match(await command('backup', [], own), { code: 0, output: /each was read again/ });
});

t.test('A month that is not over is refused; those before it are closed', async (t) => {
  const { code, output } = await archive('--before', names[5] ?? '');
  t.equal(code, 1);
  t.match(
    output,
    new RegExp(`\\n${names[unfinished]} cannot be closed: ${names[unfinished]} has not been over for a day\\.\\n$`),
  );
  t.match(
    (await states()).filter((line) => line.includes('closed')),
    names.slice(0, unfinished).map((name) => new RegExp(`^${name}: closed`)),
  );
});

t.test('Closed months go to another disk, which backups refuse', async (t) => {
  const disk = scratch.folder('disk');
  mkdirSync(disk, { mode: 0o700 });
  // As root, Postgres runs as somebody else.
  const { uid, gid } = statSync(join(dataDir, 'postgres'));
  chownSync(disk, uid, gid);
  await asSuper.query(`CREATE TABLESPACE cold LOCATION '${disk}'`);
  t.match(await put(), { code: 1, output: /^Nothing may be put into cold yet: docs\/archive\.md .*\n$/ });
  await asSuper.query('GRANT CREATE ON TABLESPACE cold TO busker_owner');
  const { code, output } = await put();
  t.equal(code, 0, output);
  t.same(
    output.split('\n').filter((line) => line.endsWith('in cold')),
    old.map((name) => `${name}: now in cold`),
  );
  t.match(await put(), {
    code: 0,
    output: /: was before in cold\nThere was nothing to do with 3 months before .*\.\n$/,
  });
  t.match((await states()).slice(0, 4), [
    ...old.map((name) => new RegExp(`^${name}: closed, \\d+ MB, in cold$`)),
    /MB$/,
  ]);
  t.same(await books(), asFound, 'and are read as before');
  t.match(await command('audit', ['ledger'], own), { code: 0, output: /^The ledger is sound/ });
  t.match(await command('backup', [], own), { code: 1, output: /tablespaces are not backed up/ });
});
