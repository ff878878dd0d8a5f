/** Holds under many at once: each ends once, nobody is thrown out, nobody waits for a stranger, no answer is lost for good. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import t from 'tap';
import { expireHolds, hashRequest, readBalances, reconcileBooks } from '../../server/domains/ledger/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { until } from '../world/until.ts';
import { hold, noNews, openLedgerStage, spend, tip } from './ledger-stage.ts';

const stage = await openLedgerStage(t, { maxConnections: 20 });
const { postgres, database, post, place, resolve, give, people, books } = stage;

const compare = async () => {
  const made = await reconcileBooks(
    {
      ...{ database, clock: systemClock, log: { error: () => undefined } },
      news: noNews,
    },
    [],
  );
  return made?.checks.filter(({ holds }) => !holds);
};
const held = async (person: string) => (await readBalances(database.read, person)).get('wallet:held');

/** Until the database’s clock says that all are over. */
const over = () =>
  until('end of their time', async () => {
    const [row] = await postgres.query<{ left: number }>(
      'SELECT count(*)::int AS left FROM ledger.hold_open WHERE expires_at > clock_timestamp()::timestamptz(3)',
    );
    return row?.left === 0;
  });

async function deadlocks(): Promise<number> {
  const [row] = await postgres.query<{ many: number }>(
    'SELECT deadlocks::int AS many FROM pg_stat_database WHERE datname = current_database()',
  );
  return row?.many ?? -1;
}

t.test('Twenty at once post, void and sweep one hold: it ends once', async (t) => {
  for (let round = 0; round < 12; round += 1) {
    const [vera = ''] = await people(1);
    await give(vera, 10);
    // Some are over in the middle of it.
    const given = hold(vera, 10, { lastsMs: round < 6 ? 3_600_000 : 1 + round });
    await place(given);
    const [answers] = await Promise.all([
      Promise.all(
        Array.from({ length: 14 }, (_, at) =>
          resolve(spend(given.id, 1 + (at >> 1), at % 2 === 0 ? {} : { moves: 'void' })).then(([answer]) => answer),
        ),
      ),
      ...Array.from({ length: 6 }, () => expireHolds(database)),
    ]);
    if (round >= 6) await until('its end', () => expireHolds(database).then(async () => (await held(vera)) === 0n));
    const ends = await postgres.query<{ how: string; posted: string }>(
      'SELECT how, posted FROM ledger.hold_end WHERE hold_id = $1',
      [given.id],
    );
    t.equal(ends.length, 1, `round ${round}: ${ends[0]?.how}`);
    const done = answers.filter((answer) => answer?.outcome === 'posted' || answer?.outcome === 'voided');
    t.equal(done.length, ends[0]?.how === 'expired' ? 0 : 1);
    const others = new Set(answers.filter((answer) => !done.includes(answer)).map((answer) => answer?.outcome));
    others.delete(ends[0]?.how === 'expired' ? 'too_late' : 'already_resolved');
    t.same([...others], [], 'all others are told so');
    const balances = await readBalances(database.read, vera);
    t.equal(balances.get('wallet:held'), 0n);
    t.equal(balances.get('wallet:paid'), unitsOf(10) - BigInt(ends[0]?.posted ?? 0));
  }
  t.equal(await deadlocks(), 0);
  t.same(await compare(), []);
});

t.test('The same key from twenty at once: one places, one posts, the others are answered with it', async (t) => {
  const [vera = ''] = await people(1);
  await give(vera, 40);
  const given = hold(vera, 2);
  const placed = (await Promise.all(Array.from({ length: 20 }, () => place({ ...given, id: newId() })))).flat();
  t.equal(placed.filter(({ outcome }) => outcome === 'placed').length, 1);
  t.equal(placed.filter(({ outcome }) => outcome === 'replayed').length, 19);
  t.equal(new Set(placed.map(({ holdId, expiresAt }) => `${holdId} ${expiresAt?.getTime()}`)).size, 1);
  const end = spend(placed[0]?.holdId ?? '', 1);
  const ended = (await Promise.all(Array.from({ length: 20 }, () => resolve({ ...end, id: newId() })))).flat();
  t.equal(ended.filter(({ outcome }) => outcome === 'posted').length, 1);
  t.equal(ended.filter(({ outcome }) => outcome === 'replayed').length, 19);
  t.equal(new Set(ended.map(({ transferId }) => transferId)).size, 1);
  const balances = await readBalances(database.read, vera);
  t.same([balances.get('wallet:paid'), balances.get('wallet:held')], [unitsOf(39), 0n]);
});

t.test(
  'Holds, tips and sweeps of a few wallets cross each other; nobody is thrown out and nothing is lost',
  async (t) => {
    const wallets = await people(4);
    for (const person of wallets) await give(person, 200).then(() => give(person, 50, 'promo'));
    const who = (at: number): string => wallets[at % wallets.length] ?? '';
    await Promise.all(
      Array.from({ length: 8 }, async (_, mover) => {
        for (let number = 0; number < 25; number += 1) {
          const at = mover * 7 + number;
          const orders = [who(at), who(at + 1 + (number % 3))].map((person, n) =>
            hold(person, 1 + ((at + n) % 9), { lastsMs: number % 4 === 0 ? 1 : 60_000 }),
          );
          const placed = (await place(...orders)).flatMap(({ holdId }) => holdId ?? []);
          await post(tip(who(at + 2), who(at + 3), 1 + (at % 3)));
          await resolve(
            ...placed.toReversed().map((one, n) => spend(one, 1, (at + n) % 3 === 0 ? { moves: 'void' } : {})),
          );
          if (number % 5 === 0) await expireHolds(database);
        }
      }),
    );
    await over();
    await until('nothing that is over', () => expireHolds(database).then((ended) => ended === 0));
    t.equal(await deadlocks(), 0);
    t.same(await Promise.all(wallets.map(held)), [0n, 0n, 0n, 0n]);
    t.same(await compare(), []);
  },
);

t.test('A wallet that somebody has taken is left for later, and delays no other', async (t) => {
  const [vera = '', fern = ''] = await people(2);
  for (const person of [vera, fern]) await give(person, 200);
  // More than a batch of the one that is taken, and all of them over before the other’s.
  await place(...Array.from({ length: 120 }, () => hold(vera, 1, { lastsMs: 1 })));
  await place(hold(fern, 3, { lastsMs: 2 }));
  await over();
  const taking = new pg.Client({ connectionString: postgres.adminUrl });
  await taking.connect();
  await taking.query(
    `BEGIN; SELECT FROM ledger.account WHERE owner_id = '${vera}' AND kind = 'wallet:held' FOR UPDATE`,
  );
  await until('the other’s end', () => expireHolds(database).then(async () => (await held(fern)) === 0n));
  t.equal(await held(vera), unitsOf(120));
  await taking.query('ROLLBACK');
  await taking.query(
    `BEGIN; SELECT FROM ledger.account WHERE owner_id = '${vera}' AND kind = 'wallet:paid' FOR UPDATE`,
  );
  t.equal(await expireHolds(database), 0, 'nor is half of it taken');
  t.equal(await held(vera), unitsOf(120));
  await taking.query('ROLLBACK');
  await taking.end();
  const ended = await Promise.all([expireHolds(database), expireHolds(database), expireHolds(database)]);
  t.ok(ended.some((many) => many > 0));
  await until('the rest', () => expireHolds(database).then(async () => (await held(vera)) === 0n));
  t.same(await compare(), []);
});

/** Postgres behind a door that can be shut for answers. */
async function openDoor(): Promise<{ url: string; shut(): void; close(): void }> {
  const real = new URL(postgres.url);
  const open = new Set<Socket>();
  let isShut = false;
  const server = createServer((client) => {
    const inner = connect(Number(real.port), real.hostname);
    for (const socket of [client, inner]) open.add(socket.on('error', () => undefined));
    client.pipe(inner);
    inner.on('data', (bytes) => void (isShut || client.write(bytes)));
    inner.on('close', () => client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(postgres.url);
  url.port = String((server.address() as { port: number }).port);
  const shut = (): void => {
    isShut = true;
  };
  const close = (): void => {
    for (const socket of open) socket.destroy();
    server.close();
  };
  return { url: url.href, shut, close };
}

t.test('kill -9 of who asked, between commit and answer: whoever asks again is answered with it', async (t) => {
  const [vera = ''] = await people(1);
  await give(vera, 10);
  const door = await openDoor();
  const [id, key] = [newId(), newId()];
  const file = join(import.meta.dirname, 'fixtures/place-hold.ts');
  const child = spawn(process.execPath, ['--no-warnings', file, door.url, vera, id, key], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  await until('a child', () => said.includes('ready'), { withinMs: 20_000 });
  door.shut();
  child.stdin.write('go\n');
  await until('a hold', async () => (await postgres.query('SELECT FROM ledger.hold WHERE id = $1', [id])).length === 1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  door.close();
  t.notMatch(said, /answered/);
  const before = await books();
  const again = hold(vera, 5, { key, hash: hashRequest({ key }) });
  t.match(await place(again), [{ outcome: 'replayed', holdId: id, available: unitsOf(5), promo: 0n }]);
  t.equal(await books(), before);
  t.equal(await held(vera), unitsOf(5));
});

t.test('kill -9 of Postgres: a hold that was acknowledged is there, one that ended stays ended', async (t) => {
  const [vera = ''] = await people(1);
  await give(vera, 100);
  const acknowledged: string[] = [];
  const working = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let number = 0; number < 15; number += 1) {
        const [given, end] = [hold(vera, 1), newId()];
        const ask = <T>(what: () => Promise<T>) => until('an answer', what, { withinMs: 60_000 });
        await ask(() => place({ ...given, id: given.id }));
        const [done] = await ask(() => resolve(spend(given.id, 1, { id: end, key: end })));
        if (done?.outcome === 'posted' || done?.outcome === 'replayed') acknowledged.push(given.id);
      }
    }),
  );
  await until('some', () => acknowledged.length > 10, { withinMs: 30_000 });
  await postgres.crash();
  await postgres.restart();
  await working;
  const rows = await postgres.query<{ id: string }>(`SELECT hold_id AS id FROM ledger.hold_end WHERE how = 'posted'`);
  const ended = new Set(rows.map(({ id }) => id));
  t.equal(acknowledged.length, 60);
  t.same(
    acknowledged.filter((id) => !ended.has(id)),
    [],
  );
  const balances = await readBalances(database.read, vera);
  t.same([balances.get('wallet:paid'), balances.get('wallet:held')], [unitsOf(40), 0n]);
  t.same(await compare(), []);
});
