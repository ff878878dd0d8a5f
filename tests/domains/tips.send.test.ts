/** A tip is taken once, at once, by whoever asks first; nobody gives more than they have or allow themselves. */
import pg from 'pg';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoNovaId, demoStreamId } from '../../prisma/demo.ts';
import { fillPurses } from '../world/purse.ts';
import { until } from '../world/until.ts';
import { castMember, codeOf } from './people-stage.ts';
import {
  balanceOf,
  give,
  goLive,
  holdWallet,
  mara,
  moneyState,
  openTipsStage,
  richPerson,
  spendable,
} from './tips-stage.ts';

const stage = await openTipsStage(t);
const { postgres, one, other } = stage;

t.test('A tip leaves the wallet, waits for its performer, and is told', async (t) => {
  const vic = castMember('viewer');
  const sent = await give(one, vic, { amount: 50, message: 'Play it once more' });
  t.match(sent, { replayed: false, wallet: { balance: '4950' } });
  t.match(sent.tip, {
    ...{ amount: '50', tier: 'medium', from: { handle: 'vic' }, to: { handle: 'mara' }, streamId: demoStreamId },
    ...{ message: 'Play it once more', messageState: 'shown', state: 'pending', earned: null, private: false },
  });
  t.equal(await spendable(postgres, vic.userId), 4950n);
  t.equal(await balanceOf(postgres, mara, 'unsettled'), 500_000n);
  const [row] = await postgres.query('SELECT session_id, promo, creator_units, platform_units FROM tip WHERE id = $1', [
    sent.tip.id,
  ]);
  t.same(row, { session_id: stage.session, promo: 50, creator_units: '350000', platform_units: '150000' });
  await until('the news', () => one.accepted.includes(sent.tip.id));
  t.equal(one.hints(), 1, 'and settlement is told to look');
});

t.test('The same key again is the same tip, with the balance of then, whatever happened since', async (t) => {
  const giver = await richPerson(stage, 100);
  const first = await give(one, giver, { amount: 30 });
  await give(one, giver, { amount: 50 });
  await postgres.query(
    `INSERT INTO channel_sanction (performer_id, user_id, kind, by_id, at) VALUES ($1, $2, 'ban', $1, now())`,
    [mara, giver.userId],
  );
  const before = await moneyState(postgres);
  for (const process of [one, other]) {
    const again = await give(process, giver, { amount: 30 }, first.key);
    t.same({ ...again, replayed: false }, first, 'the answer of then, in every process');
    t.equal(again.replayed, true);
  }
  t.equal(await codeOf(give(other, giver, { amount: 31 }, first.key)), 'IDEMPOTENCY_CONFLICT', 'and no other tip');
  t.equal(await codeOf(give(other, giver, { amount: 30, private: true }, first.key)), 'IDEMPOTENCY_CONFLICT');
  t.equal(await moneyState(postgres), before, 'nothing moved');
  t.equal(
    (await give(one, castMember('fan'), { amount: 1 }, first.key)).replayed,
    false,
    'another’s key is another key',
  );
});

t.test('Of the same key at once from two processes one is posted and all are answered alike', async (t) => {
  const giver = await richPerson(stage, 100);
  const key = newId();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) => give(at % 2 ? one : other, giver, { amount: 7 }, key)),
  );
  t.equal(new Set(answers.map(({ tip }) => tip.id)).size, 1);
  t.equal(answers.filter(({ replayed }) => !replayed).length, 1);
  t.same(new Set(answers.map(({ wallet }) => wallet.balance)), new Set(['93']));
});

t.test('What was given by the house is spent before what was bought', async (t) => {
  const giver = await richPerson(stage, 5, 'promo');
  await fillPurses(postgres, [giver.userId], 5, 'paid');
  const { tip, wallet } = await give(one, giver, { amount: 7 });
  t.equal(wallet.balance, '3');
  const [row] = await postgres.query('SELECT promo FROM tip WHERE id = $1', [tip.id]);
  t.same(row, { promo: 5 });
  t.equal(await balanceOf(postgres, giver.userId, 'wallet:paid'), 30_000n);
});

t.test('Of two who spend the last token at once, in two processes, one does', async (t) => {
  for (let round = 0; round < 5; round += 1) {
    const giver = await richPerson(stage, 1);
    const codes = await Promise.all([one, other].map((process) => codeOf(give(process, giver, { amount: 1 }))));
    t.same(codes.toSorted(), ['INSUFFICIENT_FUNDS', 'no refusal']);
    t.equal(await spendable(postgres, giver.userId), 0n);
  }
});

t.test('Of forty tips at once, each a tenth of the wallet, exactly ten pass', async (t) => {
  const giver = await richPerson(stage, 1_000);
  const codes = await Promise.all(
    Array.from({ length: 40 }, (_, at) => codeOf(give(at % 2 ? one : other, giver, { amount: 100 }))),
  );
  t.equal(codes.filter((code) => code === 'no refusal').length, 10);
  t.equal(codes.filter((code) => code === 'INSUFFICIENT_FUNDS').length, 30);
  const [row] = await postgres.query(
    'SELECT count(*)::int AS tips, min(balance_after)::int AS least FROM tip WHERE viewer_id = $1',
    [giver.userId],
  );
  t.same(row, { tips: 10, least: 0 });
});

t.test('Many at once come under one spending limit', async (t) => {
  const giver = await richPerson(stage, 1_000);
  await postgres.query('INSERT INTO spending_limit (viewer_id, day_tokens, updated_at) VALUES ($1, 50, now())', [
    giver.userId,
  ]);
  const codes = await Promise.all(
    Array.from({ length: 20 }, (_, at) => codeOf(give(at % 2 ? one : other, giver, { amount: 10 }))),
  );
  t.equal(codes.filter((code) => code === 'no refusal').length, 5);
  t.equal(codes.filter((code) => code === 'SPENDING_LIMIT').length, 15);
  t.equal(await spendable(postgres, giver.userId), 950n);
});

t.test('To a performer who is live it counts in the newest session; otherwise by the house’s split', async (t) => {
  const giver = await richPerson(stage, 100);
  const live = await give(one, giver, { creatorId: mara, amount: 3 });
  t.equal(live.tip.streamId, demoStreamId);
  const offline = await give(one, giver, { creatorId: demoNovaId, amount: 3 });
  t.equal(offline.tip.streamId, null);
  const [row] = await postgres.query('SELECT session_id, split_name FROM tip WHERE id = $1', [offline.tip.id]);
  t.same(row, { session_id: null, split_name: 'creator-first' });
  const [stream] = await postgres.query<{ id: string }>(
    'SELECT id FROM stream WHERE performer_id = $1 AND price_tokens IS NOT NULL',
    [demoNovaId],
  );
  await goLive(postgres, stream?.id ?? '', 'platform-fee');
  const outside = await give(one, giver, { creatorId: demoNovaId, amount: 3 });
  t.equal(outside.tip.streamId, null, 'whoever has no ticket does not appear in the show');
  t.equal(await codeOf(give(one, giver, { streamId: stream?.id ?? '' })), 'TICKET_REQUIRED');
});

t.test('Words wait where chat would let them wait, and the tip is accepted', async (t) => {
  const giver = await richPerson(stage, 100);
  await postgres.query(
    `INSERT INTO channel (performer_id, slow_mode_seconds, followers_only, links, words_version) VALUES ($1, 0, false, 'hold', 1)`,
    [mara],
  );
  await postgres.query(
    `INSERT INTO channel_word (performer_id, place, text, verdict) VALUES ($1, 0, 'spoiler', 'hold'), ($1, 1, 'curse', 'block')`,
    [mara],
  );
  const held = await give(one, giver, { message: 'here comes a spoiler' });
  t.match(held.tip, { messageState: 'held', message: 'here comes a spoiler' }, 'the giver reads what they wrote');
  const before = await moneyState(postgres);
  t.equal(await codeOf(give(one, giver, { message: 'a curse' })), 'CONTENT_BLOCKED');
  t.equal(await moneyState(postgres), before, 'nothing is charged, nothing kept');
  const { tips } = await one.routes.listTips({
    ...asking(castMember('performer')),
    query: { as: 'received', limit: 200 },
  } as never);
  t.match(
    tips.find(({ id }) => id === held.tip.id),
    { message: null, messageState: 'held' },
    'the performer does not yet',
  );
});

t.test('Of two at once under one key both are answered the tip, though its giver is shut out in between', async (t) => {
  const giver = await richPerson(stage, 100);
  const [wallet, bans] = [new pg.Client(postgres.url), new pg.Client(postgres.adminUrl)];
  await Promise.all([wallet.connect(), bans.connect()]);
  await wallet.query(`BEGIN; SELECT ledger.take_wallets(ARRAY['${giver.userId}']::uuid[], true)`);
  const key = newId();
  const first = give(one, giver, { amount: 9 }, key);
  // Everything about it is judged; it only waits for the wallet.
  await until('one that waits', () => one.deps.intake.waiting === 1);
  await bans.query('BEGIN; LOCK TABLE channel_sanction IN ACCESS EXCLUSIVE MODE');
  const second = give(other, giver, { amount: 9 }, key);
  // Nothing was accepted under the key when it looked.
  await until('another that waits', async () => {
    const rows = await postgres.query('SELECT FROM pg_locks WHERE NOT granted');
    return rows.length > 0;
  });
  await wallet.query('COMMIT');
  const accepted = await first;
  await bans.query(
    `INSERT INTO channel_sanction (performer_id, user_id, kind, by_id, at)
     VALUES ('${mara}', '${giver.userId}', 'ban', '${mara}', now()); COMMIT`,
  );
  await Promise.all([wallet.end(), bans.end()]);
  t.same(await second, { ...accepted, replayed: true });
  t.equal(await codeOf(give(one, giver, { amount: 9 })), 'BANNED', 'another key is another tip');
  t.equal(await codeOf(give(one, giver, { amount: 8 }, key)), 'IDEMPOTENCY_CONFLICT');
  t.equal(await spendable(postgres, giver.userId), 91n);
});

t.test('While one waits for its wallet, the same again is not refused for what happened meanwhile', async (t) => {
  const ban = `INSERT INTO channel_sanction (performer_id, user_id, kind, by_id, at) VALUES ($1, $2, 'ban', $1, now())`;
  const giver = await richPerson(stage, 100);
  const wallet = await holdWallet(postgres, giver.userId);
  const key = newId();
  const first = give(one, giver, { amount: 9 }, key);
  await until('one that waits', () => one.deps.intake.waiting === 1);
  await postgres.query(ban, [mara, giver.userId]);
  const [second, changed] = [give(one, giver, { amount: 9 }, key), codeOf(give(one, giver, { amount: 8 }, key))];
  t.equal(await codeOf(give(other, giver, { amount: 9 }, key)), 'OVERLOADED', 'nor by a process that cannot know');
  await wallet.letGo();
  const accepted = await first;
  t.same(await second, { ...accepted, replayed: true }, 'both are answered the tip');
  t.equal(await changed, 'IDEMPOTENCY_CONFLICT', 'and another is told of it');
  t.same(await give(other, giver, { amount: 9 }, key), { ...accepted, replayed: true }, 'then every process can');
  t.equal(await spendable(postgres, giver.userId), 91n);
});

t.test('Where the one that waited comes to nothing, the same again is refused for itself', async (t) => {
  const giver = await richPerson(stage, 5);
  const item = newId();
  await postgres.query(
    `INSERT INTO tip_menu_item (id, performer_id, position, title, tokens) VALUES ($1, $2, 0, 'A wave', 9)`,
    [item, mara],
  );
  const wallet = await holdWallet(postgres, giver.userId);
  const key = newId();
  const first = codeOf(give(one, giver, { amount: 9, menuItemId: item }, key));
  await until('one that waits', () => one.deps.intake.waiting === 1);
  await postgres.query('UPDATE tip_menu_item SET tokens = 10 WHERE id = $1', [item]);
  const second = codeOf(give(one, giver, { amount: 9, menuItemId: item }, key));
  await wallet.letGo();
  t.same(await Promise.all([first, second]), ['INSUFFICIENT_FUNDS', 'CONFLICT']);
  await postgres.query('DELETE FROM tip_menu_item');
});

t.test('Private and anonymous, and what is on the menu', async (t) => {
  const giver = await richPerson(stage, 100);
  const [item, dear] = [newId(), newId()];
  await postgres.query(
    `INSERT INTO tip_menu_item (id, performer_id, position, title, tokens) VALUES ($1, $3, 0, 'A song', 10), ($2, $3, 1, 'Two songs', 20)`,
    [item, dear, mara],
  );
  const sent = await give(one, giver, { menuItemId: item, private: true, anonymous: true });
  t.match(sent.tip, { menuItem: 'A song', private: true, anonymous: true, from: null });
  t.equal(await codeOf(give(one, giver, { menuItemId: dear, amount: 19 })), 'CONFLICT', 'less than it costs');
  t.equal(await codeOf(give(one, giver, { menuItemId: newId() })), 'CONFLICT', 'not on the menu');
  t.equal(await codeOf(give(one, giver, { menuItemId: item, creatorId: demoNovaId })), 'CONFLICT', 'another’s menu');
});

function asking(caller: ReturnType<typeof castMember>) {
  return { caller, params: undefined, body: undefined };
}
