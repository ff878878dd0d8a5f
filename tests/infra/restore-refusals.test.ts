/** A restore that would not be whole is refused in one sentence, and leaves nothing where it was to go. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { BaseManifest } from '../../infra/backup/base-manifest.ts';
import { restore } from '../../infra/backup/restore.ts';
import { targetTime } from '../../infra/backup/restore-target.ts';
import { isAlive } from '../../infra/supervisor/process-identity.ts';
import { childrenOf, command } from '../prove/restore/busker.ts';
import { until } from '../world/until.ts';
import { createScratch, root, start } from './fixtures/scratch.ts';
import { silentSteps } from './fixtures/silent-steps.ts';
import { openSmallBooks, songsIn } from './small-books.ts';

const scratch = createScratch();
t.setTimeout(240_000);
t.teardown(() => scratch.remove());
const books = await openSmallBooks(scratch.folder);
await books.sing('Before');
await books.backup();
const early = await books.sing('Early');
await books.sing('Soon');
await books.archive();
const late = await books.sing('Late');
const middle = await books.archive();
await books.sing('Last');
await books.archive();
await books.close();
const [base = ''] = readdirSync(join(books.backups, 'base'));
let copies = 0;

/** A copy of the backups, damaged. */
function damaged(damage: (folder: string, base: string) => void): string {
  copies += 1;
  const folder = scratch.folder(`copy-${copies}`);
  cpSync(books.backups, folder, { recursive: true });
  damage(folder, join(folder, 'base', base));
  return folder;
}

function edited(change: (manifest: BaseManifest) => object): string {
  return damaged((_, path) => {
    const file = join(path, 'manifest.json');
    const manifest: BaseManifest = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...manifest, ...change(manifest) }));
  });
}

function attempt(from: string, time?: string) {
  const target = time === undefined ? ({ kind: 'latest' } as const) : targetTime(time);
  const into = scratch.folder('into');
  return restore({ root, from, into, target, log: silentSteps(), started: () => undefined });
}

async function refused(t: Test, from: string, sentence: RegExp, time?: string): Promise<void> {
  await t.rejects(attempt(from, time), { message: sentence }, String(sentence));
  t.same([existsSync(scratch.folder('into')), existsSync(scratch.folder('.into.restoring'))], [false, false]);
}

t.test('what was asked for', async (t) => {
  const usage = await command('restore', ['--from', books.backups, '--latest', '--to-time', early, '--into', 'x']);
  t.match(usage, { code: 2, output: /^Usage: npm run restore/ }, 'two moments are one too many');
  for (const time of ['yesterday', '2026-11-22', '2026-11-22T09:30:00', '2026-13-45T09:30:00Z']) {
    t.throws(() => targetTime(time), { message: /^--to-time takes a time with its zone/ }, time);
  }
  mkdirSync(scratch.folder('there'));
  const into = scratch.folder('there');
  const there = restore({
    ...{ root, from: books.backups, into, log: silentSteps() },
    target: { kind: 'latest' },
    started: () => undefined,
  });
  await t.rejects(there, { message: /exists already: a restore goes into a new folder/ }, 'not over another');
  await refused(t, scratch.folder('nowhere'), /holds no backups/);
});

t.test('moments that are not there', async (t) => {
  await refused(
    t,
    books.backups,
    /^The oldest base backup ended at .*: nothing from before that/,
    '2020-01-01T00:00:00Z',
  );
  await refused(
    t,
    books.backups,
    /^What was archived ends at 20.*: take an earlier moment, or --latest/,
    '2100-01-01T00:00:00+02:00',
  );
});

t.test('damaged base backups', async (t) => {
  const file = 'cluster/global/pg_control';
  const flipped = damaged((_, path) => {
    const bytes = readFileSync(join(path, file));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(join(path, file), bytes);
  });
  await refused(t, flipped, /pg_control is damaged, it is not what its manifest says/);
  await refused(
    t,
    damaged((_, path) => rmSync(join(path, file))),
    /pg_control is missing from the backup/,
  );
  await refused(
    t,
    damaged((_, path) => truncateSync(join(path, 'manifest.json'), 100)),
    /has no manifest that can be read/,
  );
  await refused(
    t,
    edited(() => ({ major: '15', postgres: '15.4' })),
    /is of Postgres 15\.4 and this checkout brings Postgres 18/,
  );
  const huge = (manifest: BaseManifest) => ({ files: manifest.files.map((one) => ({ ...one, bytes: 10 ** 12 })) });
  await refused(t, edited(huge), /^The restore needs \d+ MB and its disk has \d+ MB free/);
});

t.test('WAL with a hole', async (t) => {
  const missing = damaged((folder) => rmSync(join(folder, 'wal', `${middle}.gz`)));
  const isMissing = new RegExp(`^The WAL segment ${middle} is missing, though later ones were archived`);
  await refused(t, missing, isMissing);
  await refused(t, missing, /Every moment before 20\S+ \S+ can be restored with --to-time\.$/, late);
  const cut = damaged((folder) => truncateSync(join(folder, 'wal', `${middle}.gz`), 500));
  await refused(t, cut, new RegExp(`^The WAL segment ${middle} is damaged`));
  const manifest: BaseManifest = JSON.parse(readFileSync(join(books.backups, 'base', base, 'manifest.json'), 'utf8'));
  const needed = damaged((folder) => rmSync(join(folder, 'wal', `${manifest.lastSegment}.gz`)));
  await refused(t, needed, new RegExp(`^The WAL segment ${manifest.lastSegment} is missing`), early);
  await attempt(missing, early);
  t.same(await songsIn(scratch.folder('into')), ['Before', 'Early'], 'what lies before the hole can be had');
  rmSync(scratch.folder('into'), { recursive: true });
});

t.test('a restore that is killed', async (t) => {
  const args = ['--from', books.backups, '--latest', '--into', scratch.folder('into')];
  const killed = start(process.execPath, ['infra/commands/restore.ts', ...args]);
  const draft = scratch.folder('.into.restoring');
  await until('its Postgres', () => childrenOf(draft).postgres, { withinMs: 60_000 });
  killed.child.kill('SIGKILL');
  await killed.ends();
  t.notOk(existsSync(scratch.folder('into')), 'leaves nothing that could be taken for whole');
  const left = childrenOf(draft).postgres;
  await attempt(books.backups);
  t.same([existsSync(draft), left !== undefined && isAlive(left)], [false, false], 'the next one clears up after it');
  t.same(await songsIn(scratch.folder('into')), ['Before', 'Early', 'Last', 'Late', 'Soon'], 'and is whole');
  renameSync(scratch.folder('into'), scratch.folder('whole'));
});
