/** The operator sees all of the money, changes none of it, and every look is written down. */
import t from 'tap';
import { hashRequest, platformId, postTransfers, readBalances } from '../../server/domains/ledger/index.ts';
import { readPolicy } from '../../server/domains/policies/index.ts';
import { hashSecret, newId } from '../../server/kernel/ids.ts';
import { asked, openAdminStage, type Somebody } from './admin-stage.ts';
import { issue } from './ledger-stage.ts';

const stage = await openAdminStage(t);
const { admin, add, database, postgres } = stage;
const root = await add(['admin']);

async function tip(viewer: Somebody, performer: Somebody, amount: number): Promise<string> {
  const id = newId();
  const order = {
    ...{ n: 1, id, viewer: viewer.userId, viewerName: 'V', viewerHandle: 'v', performer: performer.userId, amount },
    ...{ session: null, split: { name: 'platform-fee', version: 1 }, private: false, anonymous: true, reasons: [] },
    ...{ message: null, messageState: null, menuItem: null, key: id, hash: hashRequest({ id }) },
  };
  await database.call(
    (run) => run`SELECT outcome FROM tip_accept(${JSON.stringify([order])}::jsonb, true, '{}'::text[])`,
  );
  return id;
}

const settle = (performer: Somebody) =>
  database.call(
    (run) => run<{ n: number }[]>`SELECT tip_settle(${performer.userId}::uuid, 500, ${newId()}::uuid) AS n`,
  );
const entries = (action: string) =>
  postgres.query<{ subject_kind: string; subject_id: string; facts: object }>(
    'SELECT subject_kind, subject_id, facts FROM audit_entry WHERE actor_id = $1 AND action = $2 ORDER BY id DESC',
    [root.userId, action],
  );
/** What no look may change. */
const books = async () =>
  (
    await postgres.query(
      'SELECT (SELECT count(*) FROM ledger.move) AS moves, (SELECT sum(balance) FROM ledger.account) AS sum',
    )
  )[0];

t.test('The overview adds up, and says what waits', async (t) => {
  const [viewer, performer] = [await add(), await add(['performer'])];
  await postTransfers(database, [issue(viewer.userId, 100), issue(viewer.userId, 30, 'promo')]);
  await tip(viewer, performer, 50);
  await settle(performer);
  await tip(viewer, performer, 7);
  const before = await books();
  const { accounts, settlement, days, latest } = await admin.getMoney(asked(root));
  t.same(await books(), before);
  t.equal(latest, null, 'nobody compared yet');
  const sum = accounts.reduce((all, { balance }) => all + units(balance), 0n);
  t.equal(sum, 0n, 'what one has another gave');
  const of = (kind: string) => accounts.find((account) => account.kind === kind)?.balance;
  t.equal(of('unsettled'), '7');
  t.equal(of('earnings'), '35');
  t.equal(of('platform:revenue'), '15');
  t.match(settlement, { waiting: 1, paused: null });
  t.ok(settlement.oldestAt !== null);
  t.equal(days.length, 30);
  t.same(days.at(-1), { day: new Date().toISOString().slice(0, 10), tips: 2, tokens: '57', platform: '17.1' });
  t.match((await entries('money.viewed'))[0], { subject_kind: 'money', subject_id: 'all' });
});

function units(tokens: string): bigint {
  const [whole = '', part = ''] = tokens.replace('-', '').split('.');
  return (tokens.startsWith('-') ? -1n : 1n) * (BigInt(whole) * 10_000n + BigInt(part.padEnd(4, '0')));
}

t.test('Admins who look at once are answered, each with an entry of their own', async (t) => {
  const before = (await entries('money.viewed')).length;
  await Promise.all(Array.from({ length: 6 }, () => admin.getMoney(asked(root))));
  t.equal((await entries('money.viewed')).length, before + 6);
});

t.test('A comparison holds, is kept, and can be looked at again', async (t) => {
  const { reconciliation } = await admin.reconcile(asked(root, { body: {} }));
  t.equal(reconciliation.holds, true);
  t.ok(reconciliation.checks.length > 5);
  t.match((await entries('money.reconciled'))[0], { subject_id: reconciliation.id, facts: { holds: true } });
  const again = await admin.getReconciliation(asked(root, { params: { id: reconciliation.id } }));
  t.same(again.reconciliation, reconciliation);
  const { latest, history } = await admin.getMoney(asked(root));
  t.same(latest, reconciliation);
  t.equal(history[0]?.id, reconciliation.id);
  await t.rejects(admin.getReconciliation(asked(root, { params: { id: '999999999999999999' } })), {
    code: 'NOT_FOUND',
  });
});

t.test('Books that were tampered with differ, and the way leads to the movement; nothing is put right', async (t) => {
  const [viewer, performer] = [await add(), await add(['performer'])];
  await postTransfers(database, [issue(viewer.userId, 100)]);
  const id = await tip(viewer, performer, 10);
  await postgres.query('UPDATE tip SET amount = 11, creator_units = creator_units + 10000 WHERE id = $1', [id]);
  const { reconciliation } = await admin.reconcile(asked(root, { body: {} }));
  t.equal(reconciliation.holds, false);
  const examples = reconciliation.checks.filter(({ holds }) => !holds).flatMap((check) => check.examples);
  t.ok(
    examples.some(({ transferId }) => transferId === id),
    'the tip is named',
  );
  const news = () => stage.told.filter(({ name }) => name === 'books.differed');
  const names = reconciliation.checks.filter(({ holds }) => !holds).map(({ name }) => name);
  t.match(news(), [{ key: reconciliation.id, body: { reconciliationId: reconciliation.id, checks: names } }]);
  await admin.reconcile(asked(root, { body: {} }));
  t.equal(news().length, 1, 'whoever compares again is told the same by the answer, and nobody else is told anew');
  t.equal((await admin.getMoney(asked(root))).latest?.holds, false, 'the overview says so');
  t.same(await postgres.query('SELECT amount FROM tip WHERE id = $1', [id]), [{ amount: 11 }]);
  await postgres.query('UPDATE tip SET amount = 10, creator_units = creator_units - 10000 WHERE id = $1', [id]);
  t.equal((await admin.reconcile(asked(root, { body: {} }))).reconciliation.holds, true);

  const { transfer } = await admin.getTransfer(asked(root, { params: { id } }));
  t.match(transfer, {
    ...{ id, kind: 'tip', key: { ownerId: viewer.userId, route: 'tips', key: hashSecret(id) } },
    moves: [
      {
        amount: '10',
        from: { kind: 'wallet:paid', ownerId: viewer.userId, balance: '90' },
        to: { kind: 'unsettled', ownerId: performer.userId, balance: null },
      },
    ],
  });
  t.match((await entries('money.viewed'))[0], { subject_kind: 'transfer', subject_id: id });
  await t.rejects(admin.getTransfer(asked(root, { params: { id: newId() } })), { code: 'NOT_FOUND' });
});

t.test('Every account is read to its end, page by page, whether it keeps a balance or not', async (t) => {
  const [viewer, performer] = [await add(), await add(['performer'])];
  await postTransfers(
    database,
    Array.from({ length: 130 }, () => issue(viewer.userId, 1)),
  );
  for (let i = 0; i < 105; i += 1) await tip(viewer, performer, 1);
  const accounts = await postgres.query<{ id: string; kind: string }>(
    `SELECT id::text, kind FROM ledger.account WHERE (owner_id = $1 AND kind = 'wallet:paid') OR (owner_id = $2 AND kind = 'unsettled')`,
    [viewer.userId, performer.userId],
  );
  for (const { id, kind } of accounts) {
    const amounts: bigint[] = [];
    const ids = new Set<string>();
    for (let before: string | undefined; ; ) {
      const query = before === undefined ? {} : { before };
      const page = await admin.listAccountMoves(asked(root, { params: { id }, query }));
      t.match(page.account, { id, kind, balance: kind === 'unsettled' ? '105' : '25' });
      amounts.push(...page.moves.map(({ amount }) => units(amount)));
      for (const { transferId } of page.moves) ids.add(transferId);
      if (page.next === null) break;
      before = page.next;
    }
    t.equal(amounts.length, kind === 'unsettled' ? 105 : 235);
    t.equal(ids.size, amounts.length);
    t.equal(
      amounts.reduce((sum, amount) => sum + amount, 0n),
      kind === 'unsettled' ? 1_050_000n : 250_000n,
    );
  }
  await t.rejects(admin.listAccountMoves(asked(root, { params: { id: '999999999999999999' }, query: {} })), {
    code: 'NOT_FOUND',
  });
});

t.test('Settlement that is stopped divides nothing, says why, and goes on', async (t) => {
  const [viewer, performer] = [await add(), await add(['performer'])];
  await postTransfers(database, [issue(viewer.userId, 100)]);
  const stop = { paused: true, reason: 'Something looks odd' };
  const { paused } = await admin.pauseSettlement(asked(root, { body: stop }));
  t.equal(paused?.reason, stop.reason);
  const again = await admin.pauseSettlement(asked(root, { body: { paused: true, reason: 'Another reason' } }));
  t.same(again.paused, paused, 'stopping it again changes nothing');
  await tip(viewer, performer, 10);
  t.match(await settle(performer), [{ n: 0 }]);
  t.match((await admin.getMoney(asked(root))).settlement.paused, { reason: stop.reason });
  t.same(
    (await admin.pauseSettlement(asked(root, { body: { paused: false, reason: 'It was nothing' } }))).paused,
    null,
  );
  t.same(
    (await admin.pauseSettlement(asked(root, { body: { paused: false, reason: 'It was nothing' } }))).paused,
    null,
  );
  t.match(await settle(performer), [{ n: 1 }]);
  t.equal((await readBalances(database.read, performer.userId, ['earnings'])).get('earnings'), 70_000n);
  t.match(
    (await entries('money.settlement-paused')).map(({ facts }) => facts),
    [{ paused: false }, { paused: false }, { paused: true }, { paused: true }],
  );
});

t.test('A reason is kept as it was written, however short in characters', async (t) => {
  const { paused } = await admin.pauseSettlement(asked(root, { body: { paused: true, reason: '🎸x' } }));
  t.equal(paused?.reason, '🎸x');
  await admin.pauseSettlement(asked(root, { body: { paused: false, reason: 'go on' } }));
});

t.test(
  'A price list holds from then on and is written down; one that pays out more than it costs leaves no trace',
  async (t) => {
    const pack = { id: 'pack-100', tokens: 100, bonusTokens: 0, priceMicroUsd: 9_990_000 };
    const before = await postgres.query('SELECT count(*) FROM price_policy');
    const unsound = { packs: [{ ...pack, priceMicroUsd: 1 }], payoutMicroUsd: 10_000, reason: 'A mistake' };
    await t.rejects(admin.setPricePolicy(asked(root, { body: unsound })), { code: 'PRICE_ARBITRAGE' });
    const twins = { packs: [pack, pack], payoutMicroUsd: 10_000, reason: 'A mistake' };
    await t.rejects(admin.setPricePolicy(asked(root, { body: twins })), { code: 'CONFLICT' });
    t.same(await postgres.query('SELECT count(*) FROM price_policy'), before);
    t.same(await entries('economy.price-set'), []);
    const { policy } = await admin.setPricePolicy(
      asked(root, { body: { packs: [pack], payoutMicroUsd: 10_000, reason: 'Autumn' } }),
    );
    t.match(policy, { preset: null, payoutMicroUsd: '10000', packs: [{ id: 'pack-100', priceMicroUsd: '9990000' }] });
    t.match(await entries('economy.price-set'), [
      { subject_id: String(policy.version), facts: { payoutMicroUsd: 10_000, packs: [pack] } },
    ]);
    const higher = { packs: [pack], payoutMicroUsd: 10_001, reason: 'More for all' };
    await t.rejects(admin.setPricePolicy(asked(root, { body: higher })), { code: 'PRICE_ARBITRAGE' });
  },
);

t.test('Of two who change the same price list the second is told, and nothing of the first is lost', async (t) => {
  const packOf = (id: string) => ({ id, tokens: 100, bonusTokens: 0, priceMicroUsd: 9_990_000 });
  const change = (id: string, from?: number) =>
    admin.setPricePolicy(
      asked(root, { body: { packs: [packOf(id)], payoutMicroUsd: 10_000, reason: 'Winter', ...(from && { from }) } }),
    );
  const { version } = (await change('begun')).policy;
  const told = await Promise.allSettled([change('one', version), change('other', version)]);
  const made = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value.policy] : []));
  const refusals = told.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  t.match(made, [{ version: version + 1 }]);
  t.match(refusals, [{ code: 'CONFLICT', facts: { version: version + 1 } }]);
  t.same(await readPolicy(database.read).then(({ packs }) => packs.map(({ id }) => id)), [made[0]?.packs[0]?.id]);
  await t.rejects(change('late', version), { code: 'CONFLICT' });
  await t.rejects(change('ahead', version + 9), { code: 'CONFLICT' }, 'a list that is not there yet is none either');
  t.match((await change('later', version + 1)).policy, { version: version + 2 });
  t.match((await change('whatever')).policy, { version: version + 3 });
});

t.test('The platform’s own accounts belong to nobody', async (t) => {
  const [{ id }] = (await postgres.query<{ id: string }>(
    `SELECT id::text FROM ledger.account WHERE owner_id = $1 AND kind = 'platform:revenue'`,
    [platformId],
  )) as [{ id: string }];
  t.match((await admin.listAccountMoves(asked(root, { params: { id }, query: {} }))).account, { ownerId: null });
});
