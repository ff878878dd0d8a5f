/** What people gave and were given, in lists, files and figures: their own alone, and never who did not want to be known. */
import t from 'tap';
import type { QueryOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { demoNovaId } from '../../prisma/demo.ts';
import { tipsPersonalData } from '../../server/domains/tips/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { call, castMember, codeOf } from './people-stage.ts';
import { copyOf, eraseAll } from './personal-data.ts';
import { give, mara, openTipsStage, richPerson } from './tips-stage.ts';

const stage = await openTipsStage(t);
const { postgres, one } = stage;
const performer = castMember('performer');
const giver = await richPerson(stage, 1_000);
const shy = await richPerson(stage, 1_000);
await postgres.query(`UPDATE account SET display_name = '=HYPERLINK("x")', handle = 'shy_one' WHERE id = $1`, [
  shy.userId,
]);
const shyNow = { ...shy, displayName: '=HYPERLINK("x")', handle: 'shy_one' };

type Asked = Partial<QueryOf<typeof routes.listTips>>;
const list = (caller: Identity, query: Asked = {}) =>
  one.routes.listTips(call({ caller, query: { as: 'sent' as const, limit: 50, ...query } }));
const file = async (caller: Identity, query: Partial<QueryOf<typeof routes.exportTips>> = {}): Promise<string> => {
  const asked = { ...call({ caller, query: { as: 'sent' as const, ...query } }), body: undefined };
  const { bytes } = await one.routes.exportTips(asked);
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes as AsyncIterable<Uint8Array>) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};
const stats = (caller: Identity, creatorId: string) => one.routes.tipStats(call({ caller, params: { creatorId } }));

const given = [
  await give(one, giver, { amount: 10, message: 'for the road' }),
  await give(one, giver, { amount: 20, private: true, message: 'between us' }),
  await give(one, giver, { amount: 30, anonymous: true }),
  await give(one, shyNow, { amount: 40, anonymous: true, message: '=1+2' }),
  await give(one, shyNow, { amount: 55, message: '+44 "loud", clear' }),
  await give(one, giver, { amount: 5, creatorId: demoNovaId }),
];
await one.settle();

t.test('Each side reads its own, newest first, page by page', async (t) => {
  const all = await list(giver);
  t.same(
    all.tips.map(({ amount }) => amount),
    ['5', '30', '20', '10'],
  );
  t.match(all.tips[3], { message: 'for the road', state: 'settled', earned: null, to: { handle: 'mara' } });
  t.equal(all.next, null);
  const pages = [];
  for (let before: string | undefined; ; ) {
    const page = await list(giver, { limit: 1, ...(before === undefined ? {} : { before }) });
    pages.push(...page.tips);
    if (page.next === null) break;
    before = page.next;
  }
  t.same(pages, all.tips, 'nothing is skipped, nothing comes twice');
  const received = await list(performer, { as: 'received' });
  t.same(
    received.tips.map(({ amount, earned }) => [amount, earned]),
    [
      ['55', '38.5'],
      ['40', '28'],
      ['30', '21'],
      ['20', '14'],
      ['10', '7'],
    ],
  );
  t.same((await list(await richPerson(stage, 0))).tips, []);
  t.same(
    (await list(giver, { to: given[2]?.tip.at ?? '' })).tips.map(({ amount }) => amount),
    ['20', '10'],
    'until then',
  );
  t.same(
    (await list(giver, { from: given[2]?.tip.at ?? '' })).tips.map(({ amount }) => amount),
    ['5', '30'],
    'from then',
  );
  for (const before of ['x', '1.2', "0.' OR 1=1", `99999999999999999.${giver.userId}`]) {
    t.equal(await codeOf(list(giver, { before })), 'VALIDATION_FAILED', before);
  }
  t.same(
    (await list(giver, { from: '0000-01-01T00:00:00Z', to: '0000-01-02T00:00:00Z' })).tips,
    [],
    'a year Postgres has not',
  );
});

t.test('Who gave anonymously is nowhere: not in the list, the file, the figures, the copy', async (t) => {
  const [tip] = await postgres.query('SELECT count(*)::int AS n FROM tip WHERE anonymous AND viewer_id = $1', [
    shy.userId,
  ]);
  t.same(tip, { n: 1 });
  await postgres.query('UPDATE tip SET message = NULL, message_state = NULL WHERE NOT anonymous AND viewer_id = $1', [
    shy.userId,
  ]);
  const received = await list(performer, { as: 'received' });
  const hidden = received.tips.filter(({ anonymous }) => anonymous);
  t.equal(hidden.length, 2);
  for (const one of hidden)
    t.notMatch(JSON.stringify(one), new RegExp(`${shy.userId}|shy_one|HYPERLINK|${giver.userId}`));
  const copy = JSON.stringify(await copyOf(tipsPersonalData, one.database.read, mara));
  const rows = (JSON.parse(copy) as { received: { anonymous: boolean }[] }).received.filter(
    ({ anonymous }) => anonymous,
  );
  t.equal(rows.length, 2);
  t.notMatch(JSON.stringify(rows), /shy_one|HYPERLINK|Somebody/);
  t.notMatch(copy, new RegExp(`${shy.userId}|${giver.userId}|balanceAfter|promo`), 'nor what givers have');
  const figures = await stats(performer, mara);
  t.equal(figures.tippers, 3, 'two by name, and all who gave anonymously as one');
});

t.test('A file is safe in a spreadsheet and whole', async (t) => {
  const text = await file(shyNow);
  const lines = text.split('\r\n');
  t.match(lines[0], /^\u{feff}id,time,from/u);
  t.equal(lines.length, 4, 'two tips, oldest first');
  t.match(lines[1], `'=1+2`);
  t.match(lines[2], `,"'=HYPERLINK(""x"")",shy_one,Mara Quinn,mara,55,`);
  t.notMatch(text, /(^|,)"?[=+@\t-](?!\d)/m, 'no cell is a formula');
  const received = await file(performer, { as: 'received' });
  t.equal(received.trim().split('\r\n').length, 6);
  t.match(received, /,40,28,no,yes,/);
  t.match(received, ',10,7,no,no,,for the road,settled,');
  const ends = { from: '2020-01-01T00:00:00Z', to: '2022-01-01T00:00:00Z' };
  t.equal(await codeOf(file(giver, ends)), 'VALIDATION_FAILED', 'more than a year');
});

t.test('Figures are of public tips for others, of all for the performer and admins', async (t) => {
  t.match(await stats(giver, mara), { tips: 4, tokens: '135', largest: '55', average: '33.75', tippers: 3 });
  for (const who of [performer, castMember('admin')]) {
    t.match(await stats(who, mara), { tips: 5, tokens: '155', average: '31' });
  }
  t.match(
    await stats(castMember('moderator'), mara),
    { tips: 4, tokens: '135' },
    'a moderator of the site is an other',
  );
  const { days } = await stats(giver, mara);
  t.equal(days.length, 30);
  t.match(days.at(-1), { day: new Date().toISOString().slice(0, 10), tips: 4, tokens: '135' });
  t.match(await stats(giver, castMember('nova').userId), { tips: 1, tokens: '5' });
  t.equal(await codeOf(stats(giver, castMember('viewer').userId)), 'NOT_FOUND', 'a viewer');
});

t.test('Both sides get a copy, each of what is theirs', async (t) => {
  const mine = await copyOf(tipsPersonalData, one.database.read, giver.userId);
  t.match(mine, {
    given: [{ amount: 5 }, { amount: 30 }, { amount: 20, message: 'between us' }, { amount: 10 }],
    received: [],
  });
  t.match(await copyOf(tipsPersonalData, one.database.read, mara), { given: [], received: { length: 5 } });
});

t.test('Whoever is erased leaves amounts, and neither name nor words', async (t) => {
  const person = { userId: giver.userId, pseudonym: 'a pseudonym', at: new Date() };
  await eraseAll(one.database, tipsPersonalData, person);
  const rows = await postgres.query<{ amount: number }>(
    'SELECT amount, viewer_name, viewer_handle, message FROM tip WHERE viewer_id = $1 ORDER BY amount',
    [giver.userId],
  );
  const blank = { viewer_name: '[erased]', viewer_handle: '[erased]', message: null };
  t.same(
    rows,
    [5, 10, 20, 30].map((amount) => ({ amount, ...blank })),
  );
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'Gone.' WHERE id = $1`, [
    giver.userId,
  ]);
  const received = await list(performer, { as: 'received' });
  t.match(
    received.tips.find(({ amount }) => amount === '10'),
    { from: null, message: null, messageState: 'none' },
  );
  const before = await postgres.query('SELECT count(*)::int AS tips FROM tip');
  await eraseAll(one.database, tipsPersonalData, { ...person, userId: mara });
  t.same(await postgres.query('SELECT count(*)::int AS tips FROM tip'), before, 'what was given stays');
  t.same(await postgres.query('SELECT id FROM tip_goal WHERE performer_id = $1', [mara]), []);
});
