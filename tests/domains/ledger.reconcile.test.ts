/** The books are compared with themselves: sound ones agree, and each way of tampering is found by name, and left as it is. */
import pg from 'pg';
import t from 'tap';
import {
  hashRequest,
  platformId,
  readBooks,
  readLatestReconciliations,
  readReconciliation,
  reconcileBooks,
  settleHolds,
} from '../../server/domains/ledger/index.ts';
import { tipChecks } from '../../server/domains/tips/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { hold, noNews, openLedgerStage, spend } from './ledger-stage.ts';
import { disable, enable, shareWrongs } from './ledger-tampering.ts';

const { postgres, database, give, people, place, resolve } = await openLedgerStage(t);
const [vera = '', fern = '', finn = ''] = await people(3);
const logged: object[] = [];
const told: object[] = [];
const news = { ...noNews, record: async (_tx: unknown, event: object) => void told.push(event) };
const deps = { database, news, clock: systemClock, log: { error: (facts: object) => void logged.push(facts) } };
const compare = () => reconcileBooks(deps, tipChecks());
const failing = async () => (await compare())?.checks.filter(({ holds }) => !holds).map(({ name }) => name);

async function sendTip(viewer: string, performer: string, tokens: number, split = 'p2p-share'): Promise<string> {
  const id = newId();
  const given = {
    ...{ n: 1, id, viewer, viewerName: 'Somebody', viewerHandle: 'somebody', performer, amount: tokens },
    ...{ split: { name: split, version: 1 }, private: false, anonymous: false, key: id, hash: hashRequest({ id }) },
  };
  await database.call((run) => run`SELECT * FROM tip_accept(${JSON.stringify([given])}::jsonb, true, '{}')`);
  return id;
}
const settle = (performer: string) =>
  database.call((run) => run`SELECT tip_settle(${performer}::uuid, 500, ${newId()}::uuid)`);

await postgres.query(
  `INSERT INTO tip_goal (id, performer_id, title, target_tokens, created_at, settled_tokens) VALUES ($1, $2, 'Strings', 9, now(), 0)`,
  [newId(), finn],
);
await give(vera, 1_000);
await give(finn, 50, 'promo');
await sendTip(vera, fern, 333);
await sendTip(finn, fern, 7, 'p2p-creator-85');
await settle(fern);
await sendTip(vera, fern, 11);
await sendTip(vera, finn, 20);
const [ended, divided] = [hold(finn, 9), hold(finn, 9)];
await place(hold(vera, 40), hold(finn, 2), ended, divided);
await resolve(spend(divided.id, 4));
await settleHolds({ database, clock: systemClock, log: { error: () => t.fail('divided') } });
await resolve(spend(ended.id, 4));

t.test('Sound books agree in everything, and it is kept', async (t) => {
  const made = await compare();
  t.same(
    made?.checks.filter(({ holds }) => !holds),
    [],
  );
  t.match(made, { holds: true });
  t.ok((made?.checks.length ?? 0) >= 15, 'of ledger and tips');
  t.match(
    made?.checks.find(({ name }) => name === 'issued'),
    { expected: '1050', found: '1050', examples: [] },
  );
  t.same(await readReconciliation(database.read, made?.id), made);
  t.same(await readReconciliation(database.read), made, 'the newest');
  t.match(await readLatestReconciliations(database.read, 50), [{ id: made?.id, holds: true }]);
  t.equal(await readReconciliation(database.read, 999_999n), null);
  t.same(logged, []);
  t.same(await readBooks(database.read), { differing: 0, comparedAt: made?.at });
});

const month = new Date().toISOString().slice(0, 7).replace('-', '_');

async function tamper(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.adminUrl });
  await client.connect();
  const whole = `BEGIN; ${disable} ${sql}; ${enable} COMMIT`;
  await client.query(whole.replaceAll('MONTH', month)).finally(() => client.end());
}

const paidOf = (person: string) =>
  `(SELECT id FROM ledger.account WHERE owner_id = '${person}' AND kind = 'wallet:paid')`;
const aTip = `(SELECT id FROM tip WHERE viewer_id = '${vera}' AND amount = 333)`;
const waiting = `(SELECT tip_id FROM settlement_queue WHERE performer_id = '${finn}')`;

/** What is done, how it is undone, which checks see it. */
const wrongs: Readonly<Record<string, readonly [tampered: string, mended: string, seen: readonly string[]]>> = {
  'a balance that was raised': [
    `UPDATE ledger.account SET balance = balance + 10000 WHERE id = ${paidOf(vera)}`,
    `UPDATE ledger.account SET balance = balance - 10000 WHERE id = ${paidOf(vera)}`,
    ['issued', 'units', 'balances'],
  ],
  'a movement that was made smaller': [
    `UPDATE ledger.move SET amount = amount - 10000 WHERE transfer_id = ${aTip}`,
    `UPDATE ledger.move SET amount = amount + 10000 WHERE transfer_id = ${aTip}`,
    ['issued', 'units', 'balances', 'versions', 'tips-given', 'tips-unsettled'],
  ],
  'a version that was skipped': [
    `UPDATE ledger.move SET from_version = from_version + 10 WHERE transfer_id = ${aTip}`,
    `UPDATE ledger.move SET from_version = from_version - 10 WHERE transfer_id = ${aTip}`,
    ['versions'],
  ],
  'a movement to another account': [
    `UPDATE ledger.move SET to_id = (SELECT id FROM ledger.account WHERE owner_id = '${finn}' AND kind = 'unsettled') WHERE transfer_id = ${aTip}`,
    `UPDATE ledger.move SET to_id = (SELECT id FROM ledger.account WHERE owner_id = '${fern}' AND kind = 'unsettled') WHERE transfer_id = ${aTip}`,
    ['tips-given', 'tips-unsettled'],
  ],
  'a movement of part of a step': [
    `UPDATE ledger.move SET amount = amount + 1 WHERE transfer_id = ${aTip}`,
    `UPDATE ledger.move SET amount = amount - 1 WHERE transfer_id = ${aTip}`,
    ['issued', 'units', 'balances', 'versions', 'movements', 'tips-given', 'tips-unsettled'],
  ],
  'a key without a transfer': [
    `INSERT INTO ledger.key VALUES ('${platformId}', 'x', repeat('1', 64), repeat('0', 64), gen_random_uuid(), now())`,
    `DELETE FROM ledger.key WHERE route = 'x'`,
    ['keys'],
  ],
  'a transfer whose key is gone': [
    `CREATE TABLE public.aside AS SELECT * FROM ledger.key WHERE transfer_id = ${aTip}; DELETE FROM ledger.key WHERE transfer_id = ${aTip}`,
    'INSERT INTO ledger.key SELECT * FROM public.aside; DROP TABLE public.aside',
    ['keys'],
  ],
  'a tip that is said to have been larger': [
    `UPDATE tip SET amount = 334, creator_units = creator_units + 10000 WHERE id = ${aTip}`,
    `UPDATE tip SET creator_units = creator_units - 10000, amount = 333 WHERE viewer_id = '${vera}' AND amount = 334`,
    ['tips-given', 'tips-divided', 'tips-shares', 'tips-totals'],
  ],
  'a tip that is said to be somebody else’s': [
    `UPDATE tip SET viewer_id = '${finn}' WHERE id = ${aTip}`,
    `UPDATE tip SET viewer_id = '${vera}' WHERE amount = 333`,
    ['tips-given', 'tips-totals'],
  ],
  'parts that were moved from the performer to the platform': [
    `UPDATE tip SET creator_units = creator_units - 10000, platform_units = platform_units + 10000 WHERE id = ${aTip}`,
    `UPDATE tip SET creator_units = creator_units + 10000, platform_units = platform_units - 10000 WHERE id = ${aTip}`,
    ['tips-divided', 'tips-shares'],
  ],
  'a tip that was taken out of the queue': [
    `CREATE TABLE public.aside AS SELECT * FROM settlement_queue WHERE tip_id = ${waiting}; DELETE FROM settlement_queue WHERE tip_id = ${waiting}`,
    'INSERT INTO settlement_queue SELECT * FROM public.aside; DROP TABLE public.aside',
    ['tips-unsettled', 'tips-placed'],
  ],
  'a tip that waits and was divided': [
    `INSERT INTO settlement_queue SELECT id, performer_id, at FROM tip WHERE id = ${aTip}`,
    `DELETE FROM settlement_queue WHERE tip_id = ${aTip}`,
    ['tips-unsettled', 'tips-placed'],
  ],
  'a division that is said to be of another transfer': [
    `UPDATE tip_settlement SET transfer_id = gen_random_uuid() WHERE tip_id = ${aTip}`,
    `UPDATE tip_settlement SET transfer_id = (SELECT transfer_id FROM ledger.move WHERE kind = 'settle' LIMIT 1)`,
    ['tips-divided'],
  ],
  'an open hold that is said to be larger': [
    `UPDATE ledger.hold SET amount = amount + 10000 WHERE owner_id = '${vera}'`,
    `UPDATE ledger.hold SET amount = amount - 10000 WHERE owner_id = '${vera}'`,
    ['holds', 'holds-moved'],
  ],
  'a hold that is said to have been bought': [
    'UPDATE ledger.hold SET promo = 0 WHERE amount = 20000',
    'UPDATE ledger.hold SET promo = 20000 WHERE amount = 20000',
    ['holds-moved'],
  ],
  'the end of a hold that was taken away': [
    'CREATE TABLE public.aside AS SELECT * FROM ledger.hold_end; DELETE FROM ledger.hold_end',
    'INSERT INTO ledger.hold_end SELECT * FROM public.aside; DROP TABLE public.aside',
    ['holds', 'holds-moved'],
  ],
  'a hold that is said to have been spent in whole': [
    'UPDATE ledger.hold_end SET posted = 90000',
    'UPDATE ledger.hold_end SET posted = 40000',
    ['holds-moved'],
  ],
  'a hold that was posted after its time': [
    `UPDATE ledger.hold SET expires_at = expires_at - interval '3599999 milliseconds' WHERE id = '${ended.id}'`,
    `UPDATE ledger.hold SET expires_at = expires_at + interval '3599999 milliseconds' WHERE id = '${ended.id}'`,
    ['holds-moved'],
  ],
  'an open hold that nobody would find': [
    'CREATE TABLE public.aside AS SELECT * FROM ledger.hold_open; DELETE FROM ledger.hold_open',
    'INSERT INTO ledger.hold_open SELECT * FROM public.aside; DROP TABLE public.aside',
    ['holds-moved'],
  ],
  ...shareWrongs,
  'a goal that is said to have more': [
    'UPDATE tip_goal SET settled_tokens = settled_tokens + 1',
    'UPDATE tip_goal SET settled_tokens = settled_tokens - 1',
    ['tips-goals'],
  ],
};
for (const [what, [tampered, mended, seen]] of Object.entries(wrongs)) {
  t.test(`It finds ${what}, says so aloud, and changes nothing`, async (t) => {
    await tamper(tampered);
    logged.length = 0;
    const before = await postgres.query('SELECT sum(balance), sum(version) FROM ledger.account');
    const made = await compare();
    const found = made?.checks.filter(({ holds }) => !holds) ?? [];
    t.same(found.map(({ name }) => name).sort(), [...seen].sort());
    t.equal(made?.holds, false);
    t.equal(logged.length, 1);
    t.match(await readBooks(database.read), { differing: seen.length });
    for (const { name, examples } of found) {
      if (name !== 'issued' && name !== 'units') t.ok(examples.length > 0, `${name} says where`);
    }
    t.same(await postgres.query('SELECT sum(balance), sum(version) FROM ledger.account'), before);
    await tamper(mended);
    t.same(await failing(), [], 'and agrees again once it is mended');
  });
}

t.test('The same difference is news once; one that grows, a further one, and one that is back are news', async (t) => {
  told.length = 0;
  const heard = async () => {
    const made = await compare();
    return told.splice(0).map((event) => {
      t.match(event, { name: 'books.differed', key: String(made?.id), body: { reconciliationId: String(made?.id) } });
      return (event as { body: { checks: string[] } }).body.checks;
    });
  };
  const raise = (person: string) =>
    tamper(`UPDATE ledger.account SET balance = balance + 10000 WHERE id = ${paidOf(person)}`);
  const lower = (person: string) =>
    tamper(`UPDATE ledger.account SET balance = balance - 10000 WHERE id = ${paidOf(person)}`);
  t.same(await heard(), [], 'sound books are none');
  await raise(vera);
  t.same(await heard(), [['issued', 'units', 'balances']]);
  t.same(await heard(), []);
  await give(finn, 10);
  await sendTip(finn, fern, 3);
  t.same(await heard(), [], 'nor where both sides have grown by business');
  await raise(vera);
  t.same(await heard(), [['issued', 'units']], 'a balance that is wrong already is one balance that is wrong');
  await postgres.query(`ALTER TABLE ledger.move_${month} DISABLE TRIGGER kept`);
  t.same(await heard(), [['guards']]);
  await postgres.query(`ALTER TABLE ledger.move_${month} ENABLE ALWAYS TRIGGER kept`);
  await lower(vera);
  await lower(vera);
  t.same(await heard(), []);
  await raise(finn);
  t.same(await heard(), [['issued', 'units', 'balances']], 'back after it was gone');
  await lower(finn);
  t.same(await failing(), []);
});

t.test('A guard that is off is found, whichever partition it is on', async (t) => {
  await postgres.query(`ALTER TABLE ledger.move_${month} DISABLE TRIGGER kept`);
  t.same(await failing(), ['guards']);
  await postgres.query(`ALTER TABLE ledger.move_${month} ENABLE TRIGGER kept`);
  t.same(await failing(), ['guards'], 'one that sleeps in a replica session is not enough');
  await postgres.query(`ALTER TABLE ledger.move_${month} ENABLE ALWAYS TRIGGER kept`);
  await postgres.query('ALTER TABLE ledger.hold_end DISABLE TRIGGER finishes');
  t.same(await failing(), ['guards']);
  await postgres.query('ALTER TABLE ledger.hold_end ENABLE ALWAYS TRIGGER finishes');
  t.same(await failing(), []);
});

t.test('A month that is missing is found', async (t) => {
  const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1))
    .toISOString()
    .slice(0, 7)
    .replace('-', '_');
  await postgres.query(`ALTER TABLE ledger.move DETACH PARTITION ledger.move_${next}`);
  t.same(await failing(), ['partitions']);
  await postgres.query(`DROP TABLE ledger.move_${next}`);
  await postgres.query('SELECT ledger.make_partitions(3)');
  t.same(await failing(), []);
});

t.test('Two do not compare at once: the second is told so', async (t) => {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('reconcile', 0))`);
  t.equal(await compare(), null);
  await client.query('ROLLBACK');
  await client.end();
  t.match(await compare(), { holds: true });
});

t.test('What is posted meanwhile does not disturb it: one snapshot', async (t) => {
  let done = false;
  const posting = (async () => {
    while (!done) await sendTip(vera, fern, 1).then(() => settle(fern));
  })();
  for (let round = 0; round < 5; round += 1) t.same(await failing(), []);
  done = true;
  await posting;
});
