/** What is given in the same moment is taken in together, and each of it comes out as if it had come alone. */
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoStreamId } from '../../prisma/demo.ts';
import { hashRequest, reconcileBooks } from '../../server/domains/ledger/index.ts';
import { gatherTips, tipChecks } from '../../server/domains/tips/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { openDatabase, tookTooLong } from '../../server/platform/database/index.ts';
import { until } from '../world/until.ts';
import { noNews } from './ledger-stage.ts';
import { balanceOf, holdOn, holdWallet, log, mara, openTipsStage, richPerson, spendable } from './tips-stage.ts';

const stage = await openTipsStage(t);
const { postgres, one, other } = stage;
type Order = Parameters<typeof one.deps.intake.add>[0];

function tip(viewer: string, amount: number, given: Partial<Order> = {}): Order {
  const split = { name: 'creator-first', version: 1 };
  const words = { message: null, messageState: null, reasons: [], menuItem: null } as const;
  const who = { viewer, viewerName: 'Somebody', viewerHandle: 'somebody', performer: mara, session: null } as const;
  const id = newId();
  const request = { key: id, hash: hashRequest({ amount }) };
  return { id, ...who, split, amount, private: false, anonymous: false, ...words, ...request, ...given };
}
/** Asked of one process in one moment: the first two go alone, the others in one call when one of these has ended. */
const together = (...orders: Order[]) => Promise.allSettled(orders.map((order) => one.deps.intake.add(order)));
/** The first two of such, so that what comes with them is in one call. */
const occupying = async (): Promise<Order[]> => {
  const people = await Promise.all([richPerson(stage, 1), richPerson(stage, 1)]);
  return people.map(({ userId }) => tip(userId, 1));
};
const outcomes = (all: Awaited<ReturnType<typeof together>>): string[] =>
  all.map((each) => (each.status === 'fulfilled' ? each.value.outcome : 'thrown'));

/**
 * An intake with one connection: the answer to a call that failed comes before its locks are gone, so that the next call on another one
 * may find its wallets taken.
 */
function narrowIntake(statementTimeoutMs: number) {
  const database = openDatabase({ url: postgres.url, log, statementTimeoutMs, maxConnections: 1 });
  const intake = gatherTips({ database, news: one.news, clock: systemClock, noteRound: () => undefined });
  return { intake, close: () => intake.close().then(() => database.close()) };
}

/** Names of what does not agree. */
async function differing(): Promise<string[]> {
  const deps = { database: one.database, news: noNews, clock: systemClock, log };
  const round = await reconcileBooks(deps, tipChecks());
  return (round?.checks ?? [{ name: 'nothing was compared', holds: false }])
    .filter(({ holds }) => !holds)
    .map(({ name }) => name);
}

t.test('Each of a wallet in its order: what is too much is refused, what comes after it may be enough', async (t) => {
  const { userId: giver } = await richPerson(stage, 10);
  const all = await together(...[1, 6, 4, 3, 1].map((amount) => tip(giver, amount)));
  t.same(outcomes(all), ['posted', 'posted', 'insufficient', 'posted', 'insufficient']);
  t.same(
    all.map((each) => each.status === 'fulfilled' && each.value.available),
    [90_000n, 30_000n, 30_000n, 0n, 0n],
    'and is told what was left at its turn',
  );
  t.same(await differing(), [], 'the books agree');
});

t.test('Of one key in one call one is posted; another request under it is refused', async (t) => {
  const [first, { userId: giver }] = await Promise.all([occupying(), richPerson(stage, 100)]);
  const twin = tip(giver, 5);
  one.rounds.length = 0;
  const all = await together(
    ...[...first, twin, { ...twin, id: newId() }, { ...twin, id: newId() }],
    tip(giver, 6, { key: twin.key, hash: hashRequest({ amount: 6 }) }),
  );
  t.ok(one.rounds.includes(4), 'all four were new in one call');
  t.same(outcomes(all), ['posted', 'posted', 'posted', 'replayed', 'replayed', 'key_reused']);
  const told = all.slice(2, 5).map((each) => each.status === 'fulfilled' && [each.value.tipId, each.value.available]);
  t.same(told, Array(3).fill([twin.id, 950_000n]), 'all are told the same tip, and what was left after it');
  t.equal(await spendable(postgres, giver), 95n);
  t.same(await differing(), [], 'the books agree');
});

t.test('A limit holds for all of one call together', async (t) => {
  const [{ userId: first }, { userId: giver }] = await Promise.all([richPerson(stage, 5), richPerson(stage, 100)]);
  await postgres.query('INSERT INTO spending_limit (viewer_id, day_tokens, updated_at) VALUES ($1, 10, now())', [
    giver,
  ]);
  const all = await together(tip(first, 1), ...[6, 6, 4, 1].map((amount) => tip(giver, amount)));
  t.same(outcomes(all), ['posted', 'posted', 'limited', 'posted', 'limited']);
  t.equal(await spendable(postgres, giver), 90n);
});

t.test('What Postgres refuses harms no neighbour, nor do the suspended and shows that are over', async (t) => {
  const givers = await Promise.all(Array.from({ length: 6 }, () => richPerson(stage, 10)));
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = givers.map(({ userId }) => userId);
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'A test' WHERE id = $1`, [e]);
  const all = await together(
    ...[tip(a, 1), tip(b, 2), tip(c, 0), tip(d, 2, { split: { name: 'no-such-split', version: 1 } })],
    ...[tip(e, 2), tip(f, 2, { session: newId() }), tip(b, 3)],
  );
  t.same(outcomes(all), ['posted', 'posted', 'thrown', 'thrown', 'gone', 'not_live', 'posted']);
  t.same(await Promise.all([b, c, d, e, f].map((who) => spendable(postgres, who))), [5n, 10n, 10n, 10n, 10n]);
  t.same(await differing(), [], 'the books agree');
});

t.test('Whose wallet is locked elsewhere waits alone', async (t) => {
  const [first, { userId: locked }] = await Promise.all([occupying(), richPerson(stage, 50)]);
  const free = await Promise.all(Array.from({ length: 19 }, () => richPerson(stage, 50)));
  const lock = await holdWallet(postgres, locked);
  one.rounds.length = 0;
  let done = false;
  const others = together(...first);
  const waits = one.deps.intake.add(tip(locked, 5)).finally(() => {
    done = true;
  });
  const strangers = await together(...free.flatMap(({ userId }) => [tip(userId, 1), tip(userId, 2)]));
  t.same(outcomes(strangers), Array(38).fill('posted'), 'who shares its call is served while it is locked');
  t.ok(one.rounds.includes(39), 'they did share one');
  t.notOk(done, 'it alone waits');
  await lock.letGo();
  t.match(await waits, { outcome: 'posted', available: 450_000n });
  t.same(outcomes(await others), ['posted', 'posted']);
});

t.test('A giver’s order holds also where a call is repeated tip by tip', async (t) => {
  const [first, ...three] = await Promise.all([occupying(), ...[10, 10, 10].map((rich) => richPerson(stage, rich))]);
  const [a = '', bad = '', slow = ''] = three.map(({ userId }) => userId);
  const wallet = await holdWallet(postgres, a);
  const account = await holdOn(postgres.adminUrl, `SELECT FROM account WHERE id = '${slow}' FOR UPDATE`);
  // One of each giver in turn: the first of a waits for the wallet, then comes what is refused, what is slow, the second of a.
  const { intake, close } = narrowIntake(5_000);
  const orders = [...first, tip(a, 1), tip(a, 2), tip(bad, 0), tip(slow, 1)];
  const all = Promise.allSettled(orders.map((order) => intake.add(order)));
  await until('the slow one', async () => (await postgres.query('SELECT FROM pg_locks WHERE NOT granted')).length > 0);
  await wallet.letGo();
  await account.letGo();
  t.same(outcomes(await all), ['posted', 'posted', 'posted', 'posted', 'thrown', 'posted']);
  const left = (await all).slice(2, 4).map((each) => each.status === 'fulfilled' && each.value.available);
  t.same(left, [90_000n, 70_000n], 'the first was taken first');
  await close();
});

t.test(
  'Where one takes too long while a call is repeated tip by tip, the rest is not tried: it may come again',
  async (t) => {
    const { intake, close } = narrowIntake(2_000);
    const [first, ...three] = await Promise.all([occupying(), ...[10, 10, 10].map((rich) => richPerson(stage, rich))]);
    const [bad = '', slow = '', last = ''] = three.map(({ userId }) => userId);
    const account = await holdOn(postgres.adminUrl, `SELECT FROM account WHERE id = '${slow}' FOR UPDATE`);
    const orders = [...first, tip(bad, 0), tip(slow, 1), tip(last, 1)];
    const all = await Promise.allSettled(orders.map((order) => intake.add(order)));
    t.same(outcomes(all), ['posted', 'posted', 'thrown', 'thrown', 'thrown']);
    const why = all.slice(2).map((each) => each.status === 'rejected' && tookTooLong(each.reason));
    t.same(why, [false, true, true], 'each is told why');
    await account.letGo();
    t.match(
      await intake.add(orders[4] ?? tip(last, 0)),
      { outcome: 'posted', available: 90_000n },
      'and was not posted yet',
    );
    await close();
  },
);

t.test('From two processes at once, a few givers and many tips: each once, and the books agree', async (t) => {
  const givers = await Promise.all(Array.from({ length: 5 }, () => richPerson(stage, 60)));
  const before = await balanceOf(postgres, mara, 'unsettled');
  const orders = Array.from({ length: 400 }, (_, at) => tip(givers[at % 5]?.userId ?? '', 1));
  const answers = await Promise.all(
    orders.map((order, at) => (at % 2 === 0 ? one : other).deps.intake.add(order).then(({ outcome }) => outcome)),
  );
  const many = (outcome: string): number => answers.filter((each) => each === outcome).length;
  t.same([many('posted'), many('insufficient')], [300, 100]);
  t.equal((await balanceOf(postgres, mara, 'unsettled')) - before, 3_000_000n);
  t.same(await differing(), [], 'the books agree');
});

t.test('What one room is given by one call is one event with all of it; an older event is still told', async (t) => {
  await postgres.query('DELETE FROM outbox_event');
  const givers = await Promise.all(Array.from({ length: 6 }, () => richPerson(stage, 10)));
  const inRoom = givers.map(({ userId }) => tip(userId, 1, { session: stage.session }));
  const [apart, poor] = [givers[0], await richPerson(stage, 1)].map((who) => tip(who?.userId ?? '', 2));
  if (apart === undefined || poor === undefined) throw new Error('two more tips');
  const all = await together(...inRoom, { ...poor, session: stage.session }, apart);
  t.same(outcomes(all), [...Array(6).fill('posted'), 'insufficient', 'posted']);
  const events = await postgres.query<{ key: string; tips: string[]; deliveries: number }>(
    `SELECT key, body -> 'tipIds' AS tips, (SELECT count(*)::int FROM outbox_delivery d WHERE d.event_id = e.id) AS deliveries
     FROM outbox_event e ORDER BY id`,
  );
  const ids = inRoom.map(({ id }) => id);
  const ofRoom = events.filter(({ key }) => key === demoStreamId).map(({ tips }) => tips);
  t.same(ofRoom.flat().toSorted(), ids.toSorted());
  // The first call has the first tip, the second one the next; the third has what came meanwhile.
  t.same(
    ofRoom.filter((tips) => tips.length > 1),
    [ids.slice(2)],
    'in the order in which they were asked for',
  );
  t.same(
    events.filter(({ key }) => key === mara).map(({ tips }) => tips),
    [[apart.id]],
    'beside a show it is another event',
  );
  t.ok(events.every(({ deliveries }) => deliveries === 1));
  await postgres.query(
    `WITH e AS (INSERT INTO outbox_event (key, name, body, created_at) VALUES ($1, 'tip.accepted', $2, now()) RETURNING id)
     INSERT INTO outbox_delivery (event_id, reaction, key, state, next_attempt_at) SELECT id, 'listen', $1, 'PENDING', now() FROM e`,
    [demoStreamId, { tipId: poor.id }],
  );
  one.accepted.length = 0;
  await one.news.sweep();
  t.same(
    one.accepted.filter((id) => id !== apart.id),
    [...ofRoom.flat(), poor.id],
  );
});
