/** The verifier goes through the whole chain: what may only have been a clock hides nothing behind it, and all that it finds is told. */
import t from 'tap';
import { openSealStage } from './ledger-seal-stage.ts';
import { issue } from './ledger-stage.ts';

const { post, people, sealAll, tamper, verify } = await openSealStage(t);
const [vera = ''] = await people(1);

/** A transfer in a seal of its own; `by`: its time is changed before it is sealed. */
async function sealOne(by?: string): Promise<string> {
  const one = issue(vera, 1);
  await post(one);
  if (by !== undefined) {
    await tamper(
      `UPDATE ledger.key SET at = at + interval '${by}' WHERE transfer_id = '${one.id}'`,
      `UPDATE ledger.move m SET at = k.at FROM ledger.key k WHERE k.transfer_id = m.transfer_id AND m.transfer_id = '${one.id}'`,
    );
  }
  if ((await sealAll()) !== 1) throw new Error('It was not sealed.');
  return one.id;
}
const change = (...ids: string[]): string =>
  `UPDATE ledger.move SET amount = amount + 10000 WHERE transfer_id IN (${ids.map((id) => `'${id}'`).join(', ')})`;
const changeBack = (...ids: string[]): string => change(...ids).replace('+', '-');
const findings = async () => (await verify()).said.split('\n');
const orClock = 'inserted afterwards, or the clock of the database was wrong then';

const first = await sealOne();
const ahead = await sealOne('11 minutes');
const [third, fourth] = [await sealOne(), await sealOne()];
const old = await sealOne('-11 minutes');
const sixth = await sealOne();
const clocks = [
  new RegExp(`Seal 2: transfer ${ahead} says .* but was sealed before: it was ${orClock}\\.$`),
  new RegExp(`^Seal 5: transfer ${old} says .* but came after newer ones: it was ${orClock}\\.$`),
];

t.test('A time that may have been a clock’s is told once, and none of those behind it', async (t) => {
  const { code, said } = await verify();
  t.equal(code, 1);
  t.match(said, /^The ledger is BROKEN\. Seal 2/);
  const found = said.split('\n');
  t.equal(found.length, 3);
  t.match(found, [...clocks, '6 transfers in 6 seals were looked at.']);
});

t.test('What was tampered with behind it is named too, and before it', async (t) => {
  await tamper(change(first, fourth, sixth));
  const found = await findings();
  const changed = [first, fourth, sixth].map((id) => `transfer ${id} is not what was sealed.`);
  t.equal(found.length, 6);
  t.match(found, [
    `BROKEN. Seal 1: ${changed[0]}`,
    clocks[0],
    `Seal 4: ${changed[1]}`,
    clocks[1],
    `Seal 6: ${changed[2]}`,
  ]);
  await tamper(changeBack(first, fourth, sixth));
  t.equal((await findings()).length, 3);
});

t.test('A seal that is missing is told, and those behind it are judged by what they hold themselves', async (t) => {
  await tamper(
    'CREATE TABLE public.aside AS SELECT * FROM ledger.seal WHERE n IN (3, 4)',
    'DELETE FROM ledger.seal WHERE n IN (3, 4)',
    change(third, sixth),
  );
  t.match(await findings(), [
    clocks[0],
    'Seal 3 is missing.',
    clocks[1],
    `Seal 6: transfer ${sixth} is not what was sealed.`,
    '4 transfers in 4 seals were looked at.',
  ]);
  await tamper('INSERT INTO ledger.seal SELECT * FROM public.aside', changeBack(third, sixth));
  t.equal((await findings()).length, 3);
});

t.test('More transfers than were sealed do not spoil the seals behind', async (t) => {
  await tamper(
    'UPDATE ledger.key SET place = place + 100 WHERE place > 4',
    'UPDATE ledger.seal SET last = last + 100 WHERE n >= 4',
    `INSERT INTO ledger.key (owner_id, route, key, request_hash, transfer_id, at, place)
     SELECT owner_id, route, repeat(n::text, 64), request_hash, gen_random_uuid(), at, place + n FROM ledger.key, generate_series(1, 5) AS n
     WHERE transfer_id = '${fourth}'`,
  );
  t.match(await findings(), [
    clocks[0],
    /^Seal 4: transfer .* was not sealed with it: it was inserted afterwards\.$/,
    /^Seal 5: /,
    clocks[1],
    /^Seal 6: /,
    '11 transfers in 6 seals were looked at.',
  ]);
  await tamper(
    'DELETE FROM ledger.key WHERE place BETWEEN 5 AND 104',
    'UPDATE ledger.key SET place = place - 100 WHERE place > 4',
    'UPDATE ledger.seal SET last = last - 100 WHERE n >= 4',
  );
  t.equal((await findings()).length, 3);
});

t.test('A sealer whose clock was ahead as well is told by the step back, and hinders nothing', async (t) => {
  // All that shows of it but its own hash; what follows is sealed anew, by a clock that is right.
  await tamper(
    'DELETE FROM ledger.seal WHERE n > 2',
    `UPDATE ledger.seal SET at = at + interval '11 minutes' WHERE n = 2`,
    'COMMIT',
    ...[1, 1, 1, 1].map(() => 'SELECT ledger.add_seal(1)'),
    'BEGIN',
  );
  t.match(await findings(), [
    'BROKEN. Seal 2: it was changed itself.',
    /^Seal 3: it says .*, more than ten minutes before the one it follows: the clock of the database was put back/,
    clocks[1],
    '6 transfers in 6 seals were looked at.',
  ]);
});

t.test('Of very many findings twenty are told, and how many there are more', async (t) => {
  const many: string[] = [];
  while (many.length < 25) many.push(await sealOne());
  const before = (await findings()).length - 1;
  await tamper(change(...many));
  const found = await findings();
  t.equal(found.length, 22);
  t.equal(found[20], `There are ${25 + before - 20} findings more.`);
});
