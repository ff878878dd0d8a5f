/** Handles that were given up: for a while nobody else has them, and their former owner may take them back. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { accountsPersonalData, eraseAccount, forgetOld, renameAccount } from '../../server/domains/accounts/index.ts';
import { until } from '../world/until.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';

const { accounts, database, news, clock, postgres } = await openStage(t);
const dayMs = 24 * 3_600_000;
const now = () => new Date(clock.now());
const hashOf = (handle: string) => createHash('sha256').update(handle).digest('hex');
const q = <Row extends object>(sql: string, ...values: unknown[]) => postgres.query<Row>(sql, values);

async function idOf(handle: string): Promise<string> {
  const [row] = await q<{ id: string }>('SELECT id FROM account WHERE handle = $1', handle);
  return row?.id ?? '';
}
const handleOf = async (id: string) =>
  (await q<{ handle: string }>('SELECT handle FROM account WHERE id = $1', id))[0]?.handle;
const rename = (id: string, handle: string, displayName?: string) =>
  codeOf(database.transact((tx) => renameAccount(tx, id, { handle, displayName, at: now() })));
const released = (handle: string) =>
  q('SELECT handle, user_id, released_at FROM released_handle WHERE hash = $1', hashOf(handle));
let people = 0;
async function register(displayName: string): Promise<string> {
  people += 1;
  const body = { email: `p${people}@example.com`, password: 'wet gravel sings', displayName, birthDate: '1987-03-14' };
  return (await accounts.register(call({ body }))).user.id;
}
const [mara, vic, fern] = [await idOf('mara'), await idOf('vic'), await idOf('fern')];

t.test('A handle that was given up is nobody else’s, not even where it is only made of a name', async (t) => {
  t.equal(await rename(mara, 'mara_quinn'), 'no refusal');
  t.same(await released('mara'), [{ handle: 'mara', user_id: mara, released_at: now() }]);
  t.equal(await rename(vic, 'mara'), 'HANDLE_TAKEN');
  t.equal(await handleOf(vic), 'vic', 'and the refused keeps theirs');
  t.same(await released('vic'), [], 'which is given up by nobody');
  t.match(await handleOf(await register('Mara')), /^mara_[0-9a-f]{4}$/, 'who registers with the name gets another');
});

t.test('Its former owner takes it back', async (t) => {
  t.equal(await rename(mara, 'mara'), 'no refusal');
  t.equal(await handleOf(mara), 'mara');
  t.same(await released('mara'), []);
  t.equal((await released('mara_quinn')).length, 1, 'the one in between is kept for them now');
});

t.test('After ninety days it is free, and its row goes', async (t) => {
  t.equal(await rename(fern, 'fern_gully'), 'no refusal');
  clock.advance(90 * dayMs - 1);
  t.equal(await rename(vic, 'fern'), 'HANDLE_TAKEN', 'not a moment too early');
  await forgetOld({ database, clock });
  t.equal((await released('fern')).length, 1);
  clock.advance(1);
  t.equal(await rename(vic, 'fern'), 'no refusal', 'before the job came by');
  t.same(await released('fern'), []);
  t.same(await released('vic'), [{ handle: 'vic', user_id: vic, released_at: now() }]);
  clock.advance(90 * dayMs);
  t.ok((await forgetOld({ database, clock })) >= 2);
  t.same(await q('SELECT FROM released_handle'), []);
  t.equal(await rename(fern, 'vic'), 'no refusal', 'also one whose row is gone');
  clock.advance(90 * dayMs);
  await rename(vic, 'vic_b');
  t.equal(await rename(fern, 'fern'), 'HANDLE_TAKEN', 'the last owner is the one it is kept for');
});

t.test('Nobody keeps more than five from others', async (t) => {
  clock.advance(91 * dayMs);
  const id = await register('Hoarder');
  const before = await handleOf(id);
  for (const n of [1, 2, 3, 4, 5]) t.equal(await rename(id, `hoard_${n}`), 'no refusal');
  t.equal(await rename(id, 'hoard_6'), 'CONFLICT');
  t.equal(await handleOf(id), 'hoard_5');
  t.equal(
    await codeOf(database.transact((tx) => renameAccount(tx, id, { displayName: 'Hoarder II', at: now() }))),
    'no refusal',
  );
  t.equal(await rename(id, before ?? ''), 'no refusal', 'but takes one of theirs back');
  t.equal(await rename(id, 'hoard_6'), 'CONFLICT');
  clock.advance(90 * dayMs);
  t.equal(await rename(id, 'hoard_6'), 'no refusal');
});

t.test('It is kept also in the moment in which it is given up', async (t) => {
  const id = await register('Willow Song');
  const holder = new pg.Client({ connectionString: postgres.adminUrl });
  await holder.connect();
  t.teardown(() => holder.end());
  await holder.query('BEGIN');
  await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', ['handle willow_song']);
  const waiting = (many: number) =>
    until(`${many} who wait for the handle`, async () => {
      const rows = await q(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rows.length === many;
    });
  const renamed = rename(id, 'willow_tune');
  await waiting(1);
  const taken = rename(vic, 'willow_song');
  await waiting(2);
  const registered = register('Willow Song');
  await waiting(3);
  await holder.query('COMMIT');
  t.same([await renamed, await taken], ['no refusal', 'HANDLE_TAKEN']);
  t.match(await handleOf(await registered), /^willow_song_[0-9a-f]{4}$/);
});

t.test('Two who exchange their handles at once block nobody', async (t) => {
  const [one, other] = [await register('First Swap'), await register('Other Swap')];
  const outcomes = await Promise.all([rename(one, 'other_swap'), rename(other, 'first_swap')]);
  t.same(outcomes, ['HANDLE_TAKEN', 'HANDLE_TAKEN'], 'neither is free');
  const many = await Promise.all(
    Array.from({ length: 8 }, (_, n) => rename(n % 2 === 0 ? one : other, 'wanted_by_both')),
  );
  t.equal(new Set(many.filter((code) => code === 'no refusal')).size, 1);
  t.equal((await q(`SELECT FROM account WHERE handle = 'wanted_by_both'`)).length, 1);
});

t.test('The handles of the erased are kept from everybody, and say nothing of them', async (t) => {
  const id = await register('Sorrel Lane');
  t.equal(await rename(id, 'sorrel'), 'no refusal');
  const given = accountsPersonalData.export(database.read, id) as Record<string, () => Promise<unknown>>;
  t.match(await given['former-handles']?.(), [{ handle: 'sorrel_lane', releasedAt: now() }], 'the copy holds them');
  clock.advance(5 * 3_600_000);
  const person = { userId: id, pseudonym: 'cd'.repeat(32), at: now() };
  await database.transact((tx) => eraseAccount(tx, news, person));
  await database.transact(async (tx) => accountsPersonalData.erase.account?.(tx, person, null, 500));
  const rows = [...(await released('sorrel')), ...(await released('sorrel_lane'))];
  const [row] = rows as { released_at: Date }[];
  t.match(rows, [
    { handle: null, user_id: null },
    { handle: null, user_id: null },
  ]);
  t.equal((row?.released_at.getTime() ?? 1) % dayMs, 0, 'not even the hour');
  t.ok((row?.released_at.getTime() ?? 0) >= clock.now());
  t.match(JSON.stringify(await q('SELECT * FROM released_handle')), /^(?!.*sorrel)/, 'nor the word');
  t.same(await q(`SELECT FROM released_handle WHERE handle LIKE 'gone_%'`), [], 'a pseudonym is given up by nobody');
  for (const handle of ['sorrel', 'sorrel_lane']) t.equal(await rename(vic, handle), 'HANDLE_TAKEN');
  t.match(await handleOf(await register('Sorrel')), /^sorrel_[0-9a-f]{4}$/);
  clock.advance(91 * dayMs);
  t.equal(await rename(vic, 'sorrel'), 'no refusal', 'until they are free');
});

t.test('Who was erased while they changed their name stays erased', async (t) => {
  const id = await register('Late Comer');
  await database.transact((tx) => eraseAccount(tx, news, { userId: id, pseudonym: 'ef'.repeat(32), at: now() }));
  t.equal(await rename(id, 'late_again', 'Late Again'), 'no refusal');
  t.match(await q('SELECT handle, display_name FROM account WHERE id = $1', id), [
    { handle: /^gone_/, display_name: /^Erased / },
  ]);
  t.equal(await rename(newId(), 'nobody_at_all'), 'no refusal', 'nor does an id that is nobody’s');
});

t.test('What the table refuses', async (t) => {
  const put = (hash: string, handle: string | null, user: string | null) =>
    q(
      'INSERT INTO released_handle (hash, handle, user_id, released_at) VALUES ($1, $2, $3, now())',
      hash,
      handle,
      user,
    );
  await t.rejects(put(hashOf('somebody'), 'another', vic), { code: '23514' }, 'another handle than the hash is of');
  await t.rejects(put(hashOf('somebody'), 'somebody', null), { code: '23514' }, 'a handle of nobody');
  await t.rejects(put(hashOf('somebody'), null, vic), { code: '23514' }, 'somebody without a handle');
  await t.rejects(put('somebody', null, null), { code: '23514' }, 'what is no hash');
  const app = new pg.Client({ connectionString: postgres.url });
  await app.connect();
  await t.rejects(app.query('UPDATE released_handle SET hash = hash'), { code: '42501' });
  await app.end();
});
