/** Whoever changes the ledger behind our back is found by the verifier, at the seal and the transfer they changed. */
import t from 'tap';
import { systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { openSealStage } from './ledger-seal-stage.ts';
import { issue, order, tip } from './ledger-stage.ts';

const { postgres, post, give, people, seals, sealAll, tamper, verify, command } = await openSealStage(t);
const [vera = '', fern = '', finn = ''] = await people(3);
const ids: string[] = [];
await give(vera, 500);
await sealAll();
for (const seal of [2, 3, 4]) {
  const orders = [0, 1, 2].map((at) => tip(vera, fern, seal * 10 + at));
  ids.push(...orders.map(({ id }) => id));
  await post(...orders);
  await sealAll();
}
// The third transfer of seal 4 has two movements.
const wallet = { from: 'wallet:paid', fromOwner: vera, to: 'unsettled' };
const two = order([
  { ...wallet, toOwner: fern, amount: 10_000n },
  { ...wallet, toOwner: finn, amount: 20_000n },
]);
await post(two);
await sealAll();
/** The middle one of seal 3, and those around it. */
const [before = '', middle = '', after = ''] = ids.slice(3, 6);
const head = (await seals()).map(({ n, hash }) => `${n}:${hash}`).at(-1) ?? '';
const kept = ['move', 'key', 'seal', 'account'];
for (const name of kept) await postgres.query(`CREATE TABLE public.kept_${name} AS TABLE ledger.${name}`);
const putBack = [
  ...['move', 'key', 'seal'].flatMap((name) => [
    `DELETE FROM ledger.${name}`,
    `INSERT INTO ledger.${name} SELECT * FROM public.kept_${name}`,
  ]),
  'UPDATE ledger.account a SET owner_id = gen_random_uuid() FROM public.kept_account k WHERE k.id = a.id AND k.owner_id <> a.owner_id',
  'UPDATE ledger.account a SET owner_id = k.owner_id FROM public.kept_account k WHERE k.id = a.id AND k.owner_id <> a.owner_id',
];
// For what no row of ours can look like.
await tamper('ALTER TABLE ledger.key DROP CONSTRAINT key_is_hash');
const month = new Date().toISOString().slice(0, 7).replace('-', '_');

const of = (id: string): string => `WHERE transfer_id = '${id}'`;
const accountOf = (person: string, kind: string): string =>
  `(SELECT id FROM ledger.account WHERE owner_id = '${person}' AND kind = '${kind}')`;
const notSealed = `Seal 3: transfer ${middle} is not what was sealed`;
const strange = newId();
const movement = `SELECT '${strange}'::uuid, n, at, kind, from_id, to_id, amount FROM ledger.move ${of(middle)}`;
const columns = '(transfer_id, n, at, kind, from_id, to_id, amount)';
/** A key right behind another, in the gap that a transaction which was rolled back would have left. */
const gap = `UPDATE ledger.key SET place = place + 100 WHERE place > (SELECT last FROM ledger.seal WHERE n = 3);
  UPDATE ledger.seal SET last = last + 1 WHERE n = 3`;

/** What is done, and what the verifier says to it. */
const tamperings: Readonly<Record<string, readonly [sql: readonly string[], found: string, noted?: string]>> = {
  'another amount': [[`UPDATE ledger.move SET amount = amount + 10000 ${of(middle)}`], notSealed],
  'another receiver': [[`UPDATE ledger.move SET to_id = ${accountOf(finn, 'unsettled')} ${of(middle)}`], notSealed],
  'another giver': [[`UPDATE ledger.move SET from_id = ${accountOf(finn, 'wallet:paid')} ${of(middle)}`], notSealed],
  'another balance': [[`UPDATE ledger.move SET from_balance = from_balance + 1 ${of(middle)}`], notSealed],
  'another version': [[`UPDATE ledger.move SET from_version = from_version + 100 ${of(middle)}`], notSealed],
  'no version': [[`UPDATE ledger.move SET from_version = NULL, from_balance = NULL ${of(middle)}`], notSealed],
  'another kind': [[`UPDATE ledger.move SET kind = 'gift' ${of(middle)}`], notSealed],
  'a movement deleted': [
    [`DELETE FROM ledger.move ${of(two.id)} AND n = 2`],
    `Seal 5: transfer ${two.id} is not what was sealed`,
  ],
  'a movement added': [
    [
      `INSERT INTO ledger.move ${columns} SELECT transfer_id, 2, at, kind, from_id, to_id, 10000 FROM ledger.move ${of(middle)}`,
    ],
    notSealed,
  ],
  'a transfer deleted whole': [
    [`DELETE FROM ledger.move ${of(middle)}`, `DELETE FROM ledger.key ${of(middle)}`],
    `Seal 3: transfer ${middle} is gone`,
  ],
  'only its key deleted': [
    [`DELETE FROM ledger.key ${of(middle)}`],
    `Seal 3: transfer ${middle} is gone, or has lost its key`,
  ],
  'a transfer put among them': [
    [
      gap,
      `INSERT INTO ledger.move ${columns} ${movement}`,
      `INSERT INTO ledger.key SELECT owner_id, route, repeat('a', 64), request_hash, '${strange}', at,
        (SELECT last FROM ledger.seal WHERE n = 3) FROM ledger.key ${of(middle)}`,
    ],
    `Seal 3: transfer ${strange} was not sealed with it: it was inserted afterwards`,
  ],
  'a movement that no key stands for': [
    [`INSERT INTO ledger.move ${columns} ${movement}`],
    `Transfer ${strange} has a movement without a key of its time`,
  ],
  'a movement of another time beside a transfer': [
    [
      `INSERT INTO ledger.move ${columns} SELECT transfer_id, 1, at + interval '1 ms', kind, from_id, to_id, 10000 FROM ledger.move ${of(middle)}`,
    ],
    `Transfer ${middle} has a movement without a key of its time`,
  ],
  'another time': [
    ['move', 'key'].map((name) => `UPDATE ledger.${name} SET at = at + interval '1 ms' ${of(middle)}`),
    notSealed,
  ],
  'two times exchanged': [
    ['move', 'key'].map(
      (name) => `UPDATE ledger.${name} v SET at = k.at FROM public.kept_key k
        WHERE k.transfer_id = '${two.id}' AND v.transfer_id = '${middle}'`,
    ),
    notSealed,
  ],
  'another owner of a key': [[`UPDATE ledger.key SET owner_id = '${finn}' ${of(middle)}`], notSealed],
  'another key': [[`UPDATE ledger.key SET key = repeat('b', 64) ${of(middle)}`], notSealed],
  'another request': [[`UPDATE ledger.key SET request_hash = repeat('b', 64) ${of(middle)}`], notSealed],
  'a letter moved from one column to the next': [
    [`UPDATE ledger.key SET route = route || left(key, 1), key = substr(key, 2) ${of(middle)}`],
    notSealed,
  ],
  'places exchanged': [
    [
      `UPDATE ledger.key SET place = place + 1000 WHERE transfer_id IN ('${before}', '${middle}')`,
      `UPDATE ledger.key k SET place = o.place FROM public.kept_key o
       WHERE k.place > 1000 AND o.transfer_id = CASE k.transfer_id WHEN '${before}' THEN '${middle}'::uuid ELSE '${before}'::uuid END`,
    ],
    `Seal 3: transfer ${middle} stands in another place`,
  ],
  'a place beyond the end': [
    [`UPDATE ledger.key SET place = 1000000 ${of(after)}`],
    `Seal 3: transfer ${after} is gone, or has lost its key`,
  ],
  'the accounts of two people exchanged': [
    [
      `UPDATE ledger.account SET owner_id = gen_random_uuid() WHERE id = ${accountOf(fern, 'unsettled')}`,
      `UPDATE ledger.account SET owner_id = '${fern}' WHERE id = ${accountOf(finn, 'unsettled')}`,
    ],
    'Seal 2: transfer',
  ],
  'a seal deleted': [['DELETE FROM ledger.seal WHERE n = 3'], 'Seal 3 is missing'],
  'the first seal deleted': [['DELETE FROM ledger.seal WHERE n = 1'], 'Seal 1 is missing'],
  'another hash of a seal': [
    [`UPDATE ledger.seal SET hash = repeat('a', 64) WHERE n = 3`],
    'Seal 3: it was changed itself',
  ],
  'another time of a seal': [
    [`UPDATE ledger.seal SET at = at - interval '1 s' WHERE n = 3`],
    'Seal 3: it was changed itself',
  ],
  'another roll': [
    ['UPDATE ledger.seal SET roll = set_byte(roll, 30, get_byte(roll, 30) # 1) WHERE n = 3'],
    'Seal 3: transfer ',
  ],
  'a changed transfer under a seal that was computed anew': [
    [
      `UPDATE ledger.move SET amount = amount + 10000 ${of(middle)}`,
      'CREATE TABLE public.aside AS SELECT * FROM ledger.seal WHERE n > 3',
      'DELETE FROM ledger.seal WHERE n > 2',
      'UPDATE ledger.seal_mark SET place = (SELECT last FROM public.kept_seal WHERE n = 3)',
      'COMMIT',
      'SELECT ledger.add_seal(1000)',
      'BEGIN',
      'INSERT INTO ledger.seal SELECT * FROM public.aside',
      'DROP TABLE public.aside',
    ],
    'Seal 4 does not follow seal 3: one of the two was written anew',
  ],
  'the chain cut off': [
    ['DELETE FROM ledger.seal WHERE n > 3'],
    'Seal 5, which was noted, is not there: the chain was cut off. It ends with 3:',
    head,
  ],
  'the chain computed anew from a changed transfer': [
    [
      `UPDATE ledger.move SET amount = amount + 10000 ${of(middle)}`,
      'DELETE FROM ledger.seal',
      'COMMIT',
      ...[1, 3, 3, 3, 1].map((many) => `SELECT ledger.add_seal(${many})`),
      'BEGIN',
    ],
    'Seal 5 is not the one that was noted: the chain was written anew',
    head,
  ],
};

t.test('A ledger nobody touched is sound, and has the head that was noted', async (t) => {
  t.equal(head.split(':')[0], '5');
  t.match(await command('--head', head), {
    code: 0,
    said: new RegExp(
      `11 sealed transfers \\(12 movements\\) in 5 seals, none waits to be sealed\\. Its head is ${head}`,
    ),
  });
});

for (const [what, [sql, found, noted]] of Object.entries(tamperings)) {
  t.test(`Tampering: ${what}`, async (t) => {
    await tamper(...sql);
    const { code, said } = await verify(noted);
    t.ok(said.includes(`BROKEN. ${found}`), said);
    t.equal(code, 1);
    await tamper(...putBack);
    t.equal((await verify(head)).code, 0, 'and not without it');
  });
}

t.test('Tampering: a transfer of last month, put in with the guards and sealed by our own sealer', async (t) => {
  await tamper(
    `INSERT INTO ledger.key (owner_id, route, key, request_hash, transfer_id, at)
     SELECT owner_id, route, repeat('c', 64), request_hash, '${strange}', at - interval '11 minutes' FROM ledger.key ${of(middle)}`,
  );
  t.equal(await sealAll(), 1);
  const { code, said } = await verify();
  t.equal(code, 1);
  t.match(
    said,
    new RegExp(`Seal 6: transfer ${strange} says .* but came after newer ones: it was inserted afterwards`),
  );
  await tamper(...putBack);
});

t.test('What is not sealed yet is told, with its age', async (t) => {
  await post(issue(finn, 1), issue(finn, 2));
  await tamper(
    `UPDATE ledger.key SET at = at - interval '90 s' WHERE place > 11`,
    `UPDATE ledger.move_${month} m
    SET at = k.at FROM ledger.key k WHERE k.transfer_id = m.transfer_id AND k.place > 11`,
  );
  t.match(await verify(), { code: 0, said: /2 not sealed yet, the oldest for 9\d s\. Its head is 5:/ });
  await sealAll();
});

t.test('What was not said rightly is refused with the usage', async (t) => {
  for (const args of [
    ['--head', head.slice(2)],
    ['--head', `0:${head.slice(2)}`],
    ['--head', `5:${head}`],
    ['--file', 'x'],
    ['verify'],
  ]) {
    t.match(await command(...args), { code: 2, said: /^Usage/ }, args.join(' '));
  }
});

t.test('A hundred thousand transfers are verified in a stream', { timeout: 240_000 }, async (t) => {
  const many = 100_000;
  await tamper(
    `CREATE TABLE public.bulk AS SELECT gen_random_uuid() AS id, clock_timestamp() AS at FROM generate_series(1, ${many})`,
    `INSERT INTO ledger.move (transfer_id, n, at, kind, from_id, to_id, amount, from_version, from_balance)
     SELECT id, 1, at, 'tip', ${accountOf(vera, 'wallet:paid')}, ${accountOf(fern, 'unsettled')}, 10000, 1000 + row_number() OVER (), 0
     FROM public.bulk`,
    `INSERT INTO ledger.key (owner_id, route, key, request_hash, transfer_id, at)
     SELECT '${vera}', 'tips', ledger.hash_key(id::text), repeat('0', 64), id, at FROM public.bulk`,
  );
  const sealingMs = systemClock.monotonicMs();
  while ((await sealAll()) > 0);
  const verifyingMs = systemClock.monotonicMs();
  const { code, said } = await command();
  const endMs = systemClock.monotonicMs();
  t.match(
    { code, said },
    { code: 0, said: /88013 transfers in 50 seals ….*100013 sealed transfers/s },
    'and says how far it is',
  );
  const perSecond = (fromMs: number, toMs: number): number => Math.round(many / ((toMs - fromMs) / 1_000));
  t.comment(
    `sealed ${perSecond(sealingMs, verifyingMs)} transfers a second, verified ${perSecond(verifyingMs, endMs)}`,
  );
});
