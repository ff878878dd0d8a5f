/**
 * A restore gives back what was acknowledged, and nothing else: the drill of `npm run prove -- restore`, short. People tip all the
 * time, a base backup is taken meanwhile, everything is killed; the books are restored to a moment, and to the latest one.
 */
import { statSync } from 'node:fs';
import t, { type Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import type { Reconciliation } from '#protocol/http/economy.ts';
import { demoNovaId } from '../../prisma/demo.ts';
import { type Busker, command, openBooks, startBusker } from '../prove/restore/busker.ts';
import { adminAgain, drill, foundOf, windowSeconds } from '../prove/restore/drill.ts';
import { ApiClient } from '../world/api.ts';
import { until } from '../world/until.ts';
import { createScratch } from './fixtures/scratch.ts';
import { tip } from './tippers.ts';

const tips = 60;

t.setTimeout(240_000);
const scratch = createScratch();
t.teardown(() => scratch.remove());
const drilled = await drill(scratch.folder, tips);
const { backups, moment, before, after, archived, all, admin } = drilled;

function restore(into: string, ...target: string[]) {
  return command('restore', ['--from', backups, '--into', scratch.folder(into), ...target]);
}

t.test('npm run backup of a Busker that serves', async (t) => {
  t.match(drilled.said, /base\/.+Z: \d+ files, \d+ MB, in .+ s, as of .+; each was read again/, 'says what it made');
  t.equal(statSync(`${backups}/base`).mode & 0o077, 0, 'which nobody else can read');
});

t.test('a restore to a moment', async (t) => {
  const { code, output } = await restore('moment', '--to-time', moment);
  t.equal(code, 0, 'ends well');
  t.comment(output.trim().split('\n').slice(-3)[0]);
  const busker = await startBusker(scratch.folder('moment'));
  t.teardown(() => busker.stop());
  const there = await foundOf(busker, before);
  t.ok(before.length >= 2 * tips && there.found === there.of, `${there.of} tips from before it are there, whole`);
  t.equal((await foundOf(busker, after)).found, 0, `of ${after.length} that were asked for after it none is`);
  const own = await foundOf(busker, all);
  t.equal(own.inAll, own.found, 'and no tip is there that nobody was told of, or under no key');
  await holds(t, busker);
});

t.test('a restore to the latest', async (t) => {
  const { code, output } = await restore('latest', '--latest');
  t.equal(code, 0, 'ends well');
  const books = await openBooks(scratch.folder('latest'));
  t.teardown(() => books.close());
  const there = await foundOf(books, archived);
  t.ok(
    archived.length > before.length && there.found === there.of,
    `all ${there.of} tips that were archived are there`,
  );
  const lastAt = Date.parse(/the last transaction is of (.+)\./.exec(output)?.[1]?.replace(/\+00$/, 'Z') ?? '');
  const lostMs = drilled.killedAtMs - lastAt;
  const kept = await foundOf(books, all);
  t.comment(`${kept.of - kept.found} of ${kept.of} tips, those of the last ${lostMs} ms, had not reached the archive`);
  // A segment is finished within the window; then it is compressed and written, on a machine that is busy.
  t.ok(lostMs < (windowSeconds + 8) * 1_000, 'what is lost is of the last seconds');
});

/** What has to be true of any Busker, however it came to be. */
async function holds(t: Test, busker: Busker): Promise<void> {
  const staff = await adminAgain(busker, admin);
  const { status, body } = await staff.json('POST', '/api/admin/reconciliation', {});
  const { reconciliation } = body as { reconciliation: Reconciliation };
  t.equal(status, 201, 'the admin signs in with the second factor of before, and the books are compared');
  t.same(
    reconciliation.checks.filter((check) => !check.holds),
    [],
    'they hold',
  );
  const sealed = await command('audit', ['verify'], { BUSKER_DATA_DIR: busker.dataDir });
  t.match(sealed, { code: 0, output: /The audit log is sound: [1-9]/ }, 'the audit log is what was sealed');
  const viewer = new ApiClient(busker);
  await viewer.login('viewer');
  const given = await tip(viewer, newId(), { amount: 3, creatorId: demoNovaId });
  t.equal(given.status, 201, 'and a tip is taken');
  const waiting = async () => (await busker.query('SELECT FROM settlement_queue')).length === 0;
  await until('an end of what had to be divided', waiting, { withinMs: 30_000 });
}
