/** What performers show of tips: goals, menus, leaderboards, as they add up to the token. */
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoNovaId, demoPerformerId } from '../../prisma/demo.ts';
import { readBoard } from '../../server/domains/tips/read-board.ts';
import { boardSince } from '../../server/domains/tips/rules/board-since.ts';
import { until } from '../world/until.ts';
import { addCrowd, call, castMember, codeOf } from './people-stage.ts';
import { openTipsStage, storeTip } from './tips-board-stage.ts';

const stage = await openTipsStage(t);
const { http, mara, give, told, postgres, database } = stage;
const crowd = await addCrowd(stage, 30);
const board = (creatorId = demoPerformerId) => http.tipBoard(call({ params: { creatorId }, caller: null }));
const setGoal = (title: string, target: number) => http.setTipGoal(call({ caller: mara, body: { title, target } }));

t.test('A goal is reached with its last token and not before', async (t) => {
  await give('viewer', { amount: 500 });
  const { goal } = await setGoal('A new guitar', 100);
  t.match(
    goal,
    { title: 'A new guitar', target: '100', reached: '0', done: false },
    'what was given before does not count',
  );
  await until('the goal', () => told('tip.goal').some((note) => note.goal?.id === goal.id));
  await give('viewer', { amount: 60 });
  await give('fan', { amount: 500, private: true });
  await give('fan', { amount: 39, anonymous: true });
  t.match((await board()).goal, { reached: '99', done: false }, 'anonymous tips count, private ones do not');
  await give('fan', { amount: 1 });
  t.match((await board()).goal, { reached: '100', done: true });
  await until('that everybody heard', () => told('tip.goal').some((note) => note.goal?.done === true));
  const [row] = await postgres.query<{ reached_at: Date }>('SELECT reached_at FROM tip_goal WHERE id = $1', [goal.id]);
  t.ok(row?.reached_at, 'when it was reached is noted');
  await give('fan', { amount: 1 });
  await until('one more', () => told('tip.goal').some((note) => note.goal?.reached === '101'));
  t.same(await postgres.query('SELECT reached_at FROM tip_goal WHERE id = $1', [goal.id]), [row], 'once');
});

t.test('Goals follow each other, and two at once are two after each other', async (t) => {
  const goals = await Promise.all(['Strings', 'A stool', 'A lamp'].map((title) => setGoal(title, 10)));
  const open = await postgres.query<{ id: string }>(
    'SELECT id FROM tip_goal WHERE performer_id = $1 AND ended_at IS NULL',
    [demoPerformerId],
  );
  t.equal(open.length, 1);
  t.ok(goals.some(({ goal }) => goal.id === open[0]?.id));
  t.equal(await codeOf(setGoal('Write me at nova@example.org and pay there with paypal', 10)), 'CONTENT_BLOCKED');
  t.equal((await board()).goal?.id, open[0]?.id, 'a refused one changes nothing');
  await http.endTipGoal(call({ caller: mara }));
  await http.endTipGoal(call({ caller: mara }));
  t.equal((await board()).goal, null, 'ended, and ended again');
  await until('that there is none', () => told('tip.goal').at(-1)?.goal === null);
  for (let n = 0; n < 55; n += 1) await setGoal(`Goal ${n}`, 10);
  const [{ many } = { many: 0 }] = await postgres.query<{ many: number }>('SELECT count(*)::int AS many FROM tip_goal');
  t.ok(many <= 51, 'old ones are forgotten');
});

t.test('A menu is replaced as a whole; what stays keeps its id', async (t) => {
  const set = (items: { title: string; tokens: number }[]) => http.setTipMenu(call({ caller: mara, body: { items } }));
  const { menu } = await set([
    { title: 'A song', tokens: 50 },
    { title: 'A greeting', tokens: 10 },
  ]);
  const { menu: next } = await set([
    { title: 'A greeting', tokens: 10 },
    { title: 'A song', tokens: 60 },
  ]);
  t.same(
    [next[0]?.id, next[1]?.id === menu[0]?.id],
    [menu[1]?.id, false],
    'what costs something else is another thing',
  );
  t.same((await board()).menu, next);
  await until('the menu', () => told('tip.menu').some((note) => note.menu[1]?.id === next[1]?.id));
  t.equal(await codeOf(set([{ title: 'visit www.example.org', tokens: 5 }])), 'CONTENT_BLOCKED');
  t.same((await board()).menu, next);
  await set([]);
  t.same((await board()).menu, []);
});

t.test('Equal sums share a rank, and who is not to be named keeps theirs without a name', async (t) => {
  const [ann, ben, cy, dee, eve, fay] = crowd as [string, string, string, string, string, string];
  const performer = demoNovaId;
  const nowMs = Date.UTC(2031, 4, 17, 12);
  const store = (viewer: string, amount: number, given = {}) =>
    storeTip(postgres, { viewer, performer, amount, at: new Date(nowMs - 1_000), ...given });
  for (const [viewer, amount] of [
    [ann, 30],
    [ann, 20],
    [ben, 50],
    [cy, 49],
    [dee, 70],
    [eve, 49],
    [fay, 10],
  ] as const) {
    await store(viewer, amount);
  }
  await store(fay, 1_000, { private: true });
  await store(fay, 1_000, { anonymous: true });
  await store(cy, 500, { at: new Date(boardSince('day', nowMs).getTime() - 1) });
  await store(eve, 500, { at: new Date(boardSince('month', nowMs).getTime() - 1) });
  await postgres.query(
    `INSERT INTO preferences (user_id, theme, reduced_motion, show_me_in_rooms, chat_text_size, mute_on_enter)
     VALUES ($1, 'dark', false, false, 'medium', false)`,
    [dee],
  );
  await postgres.query("UPDATE account SET disabled_at = now(), disabled_reason = 'A test' WHERE id = $1", [eve]);
  const [live, day, month] = (await readBoard(database.read, performer, nowMs, null)).leaderboards;
  t.same(live, { period: 'session', entries: [] }, 'nothing of hers is live');
  const places = (entries: typeof day) =>
    entries?.entries.map(({ rank, tokens, person }) => [rank, tokens, person?.id]);
  const tied = [ann, ben].sort();
  t.same(places(day), [
    [1, '70', undefined],
    [2, '50', tied[0]],
    [2, '50', tied[1]],
    ...[cy, eve].sort().map((id) => [4, '49', id === eve ? undefined : cy]),
    [6, '10', fay],
  ]);
  t.same(places(month)?.[0], [1, '549', cy], 'a month begins with its first day of UTC');
  t.equal(places(month)?.[4]?.[1], '49', 'what was given in the month before is not in it');
  t.equal(JSON.stringify([day, month]).includes(dee), false, 'of the unnamed not even the id is told');
});

t.test('Of a show that is not for everybody nobody learns who is in it', async (t) => {
  const ina = crowd.at(-1) ?? '';
  const performer = demoNovaId;
  const nova = castMember('nova');
  const [stream, session] = [newId(), newId()];
  await postgres.query(
    `INSERT INTO stream (id, performer_id, title, session_type, price_tokens, adult, tags, state, created_at, live_since)
     VALUES ($1, $2, 'For few', 'broadcast_private', 50, false, '{}', 'LIVE', now(), now())`,
    [stream, performer],
  );
  await postgres.query(
    `INSERT INTO stream_session (id, stream_id, performer_id, started_at, split_name, split_version)
     VALUES ($1, $2, $3, now(), 'creator-first', 1)`,
    [session, stream, performer],
  );
  const id = await storeTip(postgres, { viewer: ina, performer, amount: 77 });
  await postgres.query('UPDATE tip SET session_id = $2, stream_id = $3 WHERE id = $1', [id, session, stream]);
  const seenBy = async (caller: typeof nova | null) => {
    const { leaderboards } = await http.tipBoard(call({ params: { creatorId: performer }, caller }));
    return leaderboards.map(({ entries }) => entries.some(({ person }) => person?.id === ina));
  };
  const shut = [false, false, false];
  t.same(
    await seenBy(null),
    shut,
    'not on the board of the session, nor of the day, nor of the month: a name that rises says where it is',
  );
  t.same(await seenBy(castMember('viewer')), shut, 'nobody without a ticket sees more');
  const { top } = await http.tipStats(call({ params: { creatorId: performer }, caller: castMember('viewer') }));
  t.notOk(
    top.entries.some(({ person }) => person?.id === ina),
    'nor in the figures',
  );
  t.same(await seenBy(nova), [true, true, true], 'the performer sees who gives to her');
  await postgres.query(
    `UPDATE stream SET session_type = 'broadcast_public', price_tokens = NULL, adult = true WHERE id = $1`,
    [stream],
  );
  t.same(await seenBy(castMember('viewer')), shut, 'the same of a show for adults');
  await postgres.query('UPDATE stream SET adult = false WHERE id = $1', [stream]);
  t.same(await seenBy(null), [true, true, true], 'and of one for everybody, everybody');
  await postgres.query('UPDATE stream_session SET ended_at = now() WHERE id = $1', [session]);
  await postgres.query(`UPDATE stream SET state = 'OFFLINE', ended_at = now() WHERE id = $1`, [stream]);
  t.same(await seenBy(null), [false, true, true], 'when it is over there is no session');
});

t.test('The board of a session', async (t) => {
  await give('viewer', { amount: 7 });
  const [now] = (await board()).leaderboards;
  t.match(now, { period: 'session', entries: [{ rank: 1, person: { handle: 'vic' } }] });
  await stage.settled();
  await until('the same in the room', () => {
    return JSON.stringify(told('tip.board').at(-1)?.board) === JSON.stringify(now);
  });
  for (const [n, viewer] of crowd.entries())
    await storeTip(postgres, { viewer, performer: demoPerformerId, amount: 2_000 + n });
  t.equal((await board()).leaderboards[1]?.entries.length, 10, 'ten places, however many give');
});

t.test('Whose board there is', async (t) => {
  t.equal(await codeOf(board(newId())), 'NOT_FOUND');
  const viewer = castMember('viewer').userId;
  t.match(await board(viewer), { goal: null, menu: [] }, 'who does not perform shows nothing');
  await postgres.query("UPDATE account SET disabled_at = now(), disabled_reason = 'A test' WHERE id = $1", [viewer]);
  t.equal(await codeOf(board(viewer)), 'NOT_FOUND', 'who is gone has none');
});
