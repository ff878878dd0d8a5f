/** What nobody may do to the ledger: the application's role anything but read and call, its owner anything but post. */
import pg from 'pg';
import t from 'tap';
import { platformId } from '../../server/domains/ledger/index.ts';
import { hold, openLedgerStage, spend, tip } from './ledger-stage.ts';

const stage = await openLedgerStage(t);
const { postgres, post, place, resolve, give, people, books } = stage;
const [vera = '', fern = ''] = await people(2);
await give(vera, 100);
await post(tip(vera, fern, 30));
const [open, ended] = [hold(vera, 10), hold(vera, 5)];
await place(open, ended);
await resolve(spend(ended.id, 2));
const app = new pg.Client({ connectionString: postgres.url });
await app.connect();
t.teardown(() => app.end());
const month = new Date().toISOString().slice(0, 7).replace('-', '_');

const denied = '42501';
const columns = '(transfer_id, n, at, kind, from_id, to_id, amount, from_version, from_balance)';
/** A movement that would be sound, had it a key. */
const movement = `SELECT gen_random_uuid(), 1, now(), 'tip', f.id, t.id, 10000, f.version + 1, f.balance - 10000
  FROM ledger.account f, ledger.account t WHERE f.owner_id = '${vera}' AND f.kind = 'wallet:paid' AND t.owner_id = '${fern}' AND t.kind = 'unsettled'`;

const notForTheApplication = [
  `INSERT INTO ledger.move ${columns} ${movement}`,
  `INSERT INTO ledger.move_${month} ${columns} ${movement}`,
  'UPDATE ledger.move SET amount = 1',
  'DELETE FROM ledger.move',
  'TRUNCATE ledger.move',
  `DELETE FROM ledger.move_${month}`,
  'UPDATE ledger.account SET balance = balance + 10000',
  'DELETE FROM ledger.account',
  `INSERT INTO ledger.account (kind, owner_id, unit, owned, maintained, floored, step)
    SELECT kind, '${fern}', unit, owned, maintained, floored, step FROM ledger.kind WHERE kind = 'wallet:held'`,
  'UPDATE ledger.kind SET floored = false',
  `INSERT INTO ledger.kind VALUES ('loot', 'TOKEN', true, true, false, 1)`,
  `UPDATE ledger.key SET key = 'x'`,
  'DELETE FROM ledger.key',
  'TRUNCATE ledger.key',
  'INSERT INTO ledger.hold SELECT gen_random_uuid(), owner_id, source, purpose, amount, promo, at, expires_at FROM ledger.hold',
  `UPDATE ledger.hold SET expires_at = expires_at + interval '1 day'`,
  'DELETE FROM ledger.hold',
  `INSERT INTO ledger.hold_end VALUES ('${open.id}', 'voided', 0, 0, now(), gen_random_uuid())`,
  'UPDATE ledger.hold_end SET posted = 0',
  'DELETE FROM ledger.hold_end',
  'DELETE FROM ledger.hold_open',
  'SELECT * FROM ledger.hold_open FOR UPDATE',
  `INSERT INTO ledger.hold_purpose VALUES ('loot', 'wallet', true, false)`,
  `INSERT INTO ledger.hold_target VALUES ('ticket', 'earnings')`,
  'INSERT INTO ledger.hold_share SELECT * FROM ledger.hold_share',
  'UPDATE ledger.hold_share SET creator_units = amount, platform_units = 0',
  'DELETE FROM ledger.share_open',
  'INSERT INTO ledger.share_end SELECT transfer_id, performer_id, gen_random_uuid(), now() FROM ledger.share_open',
  'SELECT * FROM ledger.account FOR UPDATE',
  'ALTER TABLE ledger.move DISABLE TRIGGER ALL',
  'ALTER TABLE ledger.account DROP CONSTRAINT account_floor',
  'CREATE TABLE ledger.loot (id int)',
  `DROP TABLE ledger.move_${month}`,
  'SET session_replication_role = replica',
  `SELECT ledger.open('${fern}', 'earnings')`,
  'SELECT ledger.apply_moves()',
  `SELECT ledger.end_hold(h, 'voided', gen_random_uuid(), now(), '[]', h.owner_id, 'x', repeat('1', 64), repeat('0', 64)) FROM ledger.hold h`,
  `SELECT ledger.held_kind('wallet')`,
];
for (const sql of notForTheApplication) {
  t.test(`busker_app may not: ${sql.split('\n')[0]}`, async (t) => {
    const before = await books();
    await t.rejects(app.query(sql), { code: denied });
    t.equal(await books(), before);
  });
}

t.test('Every table of the ledger can only be read by the application, also partitions that come', async (t) => {
  // MAINTAIN is a privilege since Postgres 17.
  const { rows } = await app.query(`
    SELECT c.oid::regclass::text AS place, p AS privilege FROM pg_class c
    CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'] ||
      CASE WHEN current_setting('server_version_num')::int >= 170000 THEN ARRAY['MAINTAIN'] END) AS p
    WHERE c.relnamespace = 'ledger'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND has_table_privilege(c.oid, p)`);
  t.same(rows, []);
  const called = await app.query(`
    SELECT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'ledger'::regnamespace
      AND has_function_privilege(p.oid, 'EXECUTE') ORDER BY 1`);
  t.same(
    called.rows.map(({ name }) => name),
    [
      ...[
        'add_seal',
        'entries_down',
        'entries_up',
        'expire_holds',
        'make_partitions',
        'place_holds',
        'post',
        'resolve_holds',
      ],
      ...['settle_shares', 'sum_in', 'sum_out', 'take_wallets'],
    ],
  );
});

const notForTheOwner = [
  'UPDATE ledger.move SET amount = amount + 10000',
  `UPDATE ledger.move_${month} SET amount = amount + 10000`,
  'DELETE FROM ledger.move',
  `DELETE FROM ledger.move_${month} WHERE n = 1`,
  'TRUNCATE ledger.move',
  `TRUNCATE ledger.move_${month}`,
  `UPDATE ledger.key SET request_hash = repeat('0', 64)`,
  'DELETE FROM ledger.key',
  'TRUNCATE ledger.key',
  'UPDATE ledger.account SET balance = balance + 10000',
  `UPDATE ledger.account SET owner_id = '${fern}' WHERE owner_id = '${vera}'`,
  'DELETE FROM ledger.account WHERE balance = 0',
  'TRUNCATE ledger.account CASCADE',
  `UPDATE ledger.hold SET expires_at = expires_at + interval '1 day'`,
  'UPDATE ledger.hold SET amount = amount + 10000',
  'DELETE FROM ledger.hold',
  'TRUNCATE ledger.hold CASCADE',
  `UPDATE ledger.hold_end SET how = 'voided', posted = 0, promo = 0`,
  'DELETE FROM ledger.hold_end',
  'TRUNCATE ledger.hold_end',
  'INSERT INTO ledger.hold_open SELECT id, 1, expires_at FROM ledger.hold',
  `UPDATE ledger.hold_open SET expires_at = expires_at + interval '1 day'`,
  'DELETE FROM ledger.hold_open',
  'TRUNCATE ledger.hold_open',
  'UPDATE ledger.hold_purpose SET spends = false',
  `UPDATE ledger.hold_target SET kind = 'earnings'`,
  'UPDATE ledger.hold_share SET creator_units = amount, platform_units = 0',
  'DELETE FROM ledger.hold_share',
  'TRUNCATE ledger.hold_share CASCADE',
  'INSERT INTO ledger.share_open SELECT * FROM ledger.share_open',
  'DELETE FROM ledger.share_open',
  'TRUNCATE ledger.share_open',
  'DELETE FROM ledger.share_end',
  'TRUNCATE ledger.share_end',
  `INSERT INTO ledger.account (kind, owner_id, unit, owned, maintained, floored, step, balance)
    SELECT kind, '${fern}', unit, owned, maintained, floored, step, 10000 FROM ledger.kind WHERE kind = 'wallet:held'`,
];
for (const sql of notForTheOwner) {
  t.test(`The owner of the database may not: ${sql.split('\n')[0]}`, async (t) => {
    const before = await books();
    await t.rejects(postgres.query(sql), { code: denied });
    t.equal(await books(), before);
  });
}

const refused = {
  'a movement without an amount': `INSERT INTO ledger.move ${columns} ${movement.replaceAll('10000', '0')}`,
  'a movement backwards': `INSERT INTO ledger.move ${columns} ${movement.replaceAll('10000', '-10000')}`,
  'a movement of half a token out of a wallet': `INSERT INTO ledger.move ${columns} ${movement.replaceAll('10000', '5000')}`,
  'a movement of more than there is': `INSERT INTO ledger.move ${columns} ${movement.replaceAll('10000', '10000000')}`,
  'the same straight into a partition': `INSERT INTO ledger.move_${month} ${columns} ${movement.replaceAll('10000', '10000000')}`,
  'a movement from an account to itself': `INSERT INTO ledger.move ${columns} ${movement.replace('t.id', 'f.id')}`,
  'a movement to nowhere': `INSERT INTO ledger.move ${columns} ${movement.replace('t.id', '0')}`,
  'a movement in a month that is not there': `INSERT INTO ledger.move ${columns} ${movement.replace('now()', `now() + interval '2 years'`)}`,
  'a wallet without a floor': `INSERT INTO ledger.account (kind, owner_id, unit, owned, maintained, floored, step)
     VALUES ('wallet:held', '${fern}', 'TOKEN', true, true, false, 10000)`,
  'a wallet of nobody': `INSERT INTO ledger.account (kind, owner_id, unit, owned, maintained, floored, step)
     SELECT kind, gen_random_uuid(), unit, owned, maintained, floored, step FROM ledger.kind WHERE kind = 'wallet:paid'`,
  'a wallet of the platform': `INSERT INTO ledger.account (kind, owner_id, unit, owned, maintained, floored, step)
     SELECT kind, '${platformId}', unit, owned, maintained, floored, step FROM ledger.kind WHERE kind = 'wallet:paid'`,
  'a kind whose floor nobody keeps': `INSERT INTO ledger.kind VALUES ('loot', 'TOKEN', true, false, true, 1)`,
  'the same key twice':
    'INSERT INTO ledger.key SELECT owner_id, route, key, request_hash, gen_random_uuid(), at FROM ledger.key',
  'the same transfer under two keys': `INSERT INTO ledger.key SELECT owner_id, route, repeat('2', 64), request_hash, transfer_id, at FROM ledger.key LIMIT 1`,
  'a hold that nothing was set aside for':
    'INSERT INTO ledger.hold SELECT gen_random_uuid(), owner_id, source, purpose, amount, promo, at, expires_at FROM ledger.hold',
  'a hold that ends twice':
    'INSERT INTO ledger.hold_end SELECT hold_id, how, posted, promo, at, gen_random_uuid() FROM ledger.hold_end',
  'an end of no hold': `INSERT INTO ledger.hold_end VALUES (gen_random_uuid(), 'voided', 0, 0, now(), gen_random_uuid())`,
  'an end by which nothing moves': `INSERT INTO ledger.hold_end VALUES ('${open.id}', 'voided', 0, 0, now(), gen_random_uuid())`,
  'an end by the transfer of another': `INSERT INTO ledger.hold_end SELECT '${open.id}', how, posted, promo, at, transfer_id FROM ledger.hold_end`,
  'a share that nothing moved for': `INSERT INTO ledger.hold_share
    SELECT gen_random_uuid(), performer_id, at, amount, promo, split_name, split_version, creator_units, platform_units, pool_units FROM ledger.hold_share`,
  'a share of somebody else': `INSERT INTO ledger.hold_share
    SELECT transfer_id, '${fern}', at, amount, promo, split_name, split_version, creator_units, platform_units, pool_units FROM ledger.hold_share`,
  'a share that is divided by nothing that moved': `INSERT INTO ledger.share_end
    SELECT transfer_id, performer_id, gen_random_uuid(), now() FROM ledger.share_open`,
  'a purpose that gives earnings away as given': `INSERT INTO ledger.hold_purpose VALUES ('loot', 'earnings', true, false)`,
  'a purpose that leads back into wallets': `INSERT INTO ledger.hold_target VALUES ('ticket', 'wallet:paid')`,
  'a key as its client chose it': `INSERT INTO ledger.key SELECT owner_id, route, 'ann@example.org', request_hash, gen_random_uuid(), at FROM ledger.key LIMIT 1`,
};
for (const [what, sql] of Object.entries(refused)) {
  t.test(`The tables refuse ${what}, whoever writes it`, async (t) => {
    const before = await books();
    await t.rejects(postgres.query(sql), { code: /^23(502|503|505|514)$/ });
    t.equal(await books(), before);
  });
}

const goesOn = '23514';
/** One movement out of the wallet; `after` says what the two accounts are said to have afterwards. */
const byHand = (after: string): string => `INSERT INTO ledger.move ${columns.replace(')', ', to_version, to_balance)')}
  SELECT gen_random_uuid(), 1, now(), 'tip', f.id, t.id, 10000, ${after}
  FROM ledger.account f, ledger.account t WHERE f.owner_id = '${vera}' AND f.kind = 'wallet:paid' AND t.owner_id = '${fern}' AND t.kind = 'unsettled'`;
const invented = {
  'a later version': 'f.version + 2, f.balance - 10000, NULL, NULL',
  'the version that is there': 'f.version, f.balance - 10000, NULL, NULL',
  'a balance of one’s own': 'f.version + 1, f.balance, NULL, NULL',
  'no version at all': 'NULL, NULL, NULL, NULL',
  'a version of what is only appended to': 'f.version + 1, f.balance - 10000, 1, 10000',
};
for (const [what, after] of Object.entries(invented)) {
  t.test(`Who writes a movement by hand goes on from where the accounts stand: not with ${what}`, async (t) => {
    const before = await books();
    await t.rejects(postgres.query(byHand(after)), { code: goesOn });
    await t.rejects(postgres.query(byHand(after).replace('ledger.move', `ledger.move_${month}`)), { code: goesOn });
    t.equal(await books(), before);
  });
}

t.test('No account is below its floor, not even between two movements of one statement', async (t) => {
  const [{ balance = '' } = {}] = await postgres.query<{ balance: string }>(
    `SELECT balance FROM ledger.account WHERE owner_id = '${vera}' AND kind = 'wallet:paid'`,
  );
  const more = BigInt(balance) + 10_000n;
  const before = await books();
  const through = postgres.query(`
    INSERT INTO ledger.move (transfer_id, n, at, kind, from_id, to_id, amount, from_version, from_balance, to_version, to_balance)
    SELECT gen_random_uuid(), m.n, now(), 'tip', CASE m.n WHEN 1 THEN f.id ELSE t.id END, CASE m.n WHEN 1 THEN t.id ELSE f.id END, ${more},
      CASE m.n WHEN 1 THEN f.version + 1 END, CASE m.n WHEN 1 THEN -10000 END, CASE m.n WHEN 2 THEN f.version + 2 END, CASE m.n WHEN 2 THEN f.balance END
    FROM ledger.account f, ledger.account t, generate_series(1, 2) AS m (n)
    WHERE f.owner_id = '${vera}' AND f.kind = 'wallet:paid' AND t.owner_id = '${fern}' AND t.kind = 'unsettled'`);
  await t.rejects(through, { code: goesOn, constraint: 'account_floor' });
  t.equal(await books(), before);
});

t.test('A movement that goes on from there is written and moves the balance', async (t) => {
  const [row] = await postgres.query(
    `WITH written AS (${byHand('f.version + 1, f.balance - 10000, NULL, NULL')} RETURNING from_version, from_balance) SELECT * FROM written`,
  );
  const [account] = await postgres.query(
    `SELECT version AS from_version, balance AS from_balance FROM ledger.account WHERE owner_id = '${vera}' AND kind = 'wallet:paid'`,
  );
  t.same(row, { from_version: '6', from_balance: '570000' });
  t.same(account, row);
});

t.test('The guards fire in a replica session too', async (t) => {
  const guards = await postgres.query<{ place: string }>(`
    SELECT tgrelid::regclass || '.' || tgname AS place FROM pg_trigger
    WHERE tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'ledger'::regnamespace) AND NOT tgisinternal AND tgenabled <> 'A'`);
  t.same(guards, []);
});
