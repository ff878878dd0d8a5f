/** Taking away, pinning, judging, silencing: who may, exactly once, and written down. */
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { chatPersonalData, expireHeld, forgetLines } from '../../server/domains/chat/index.ts';
import { until } from '../world/until.ts';
import { codeOf } from './accounts-stage.ts';
import { member, type Name, nonsense, openChatStage, speaker, untilTold } from './chat-stage.ts';
import { copyOf, eraseAll } from './personal-data.ts';

const stage = await openChatStage(t);
const { one, other, postgres, clock, told } = stage;
const as = (name: Name, where = one) => speaker(where, member(name));
const [mara, vic, fern, sol, moss, ada] = [
  as('performer'),
  as('viewer'),
  as('fan'),
  as('supporter'),
  as('moderator'),
  as('admin'),
];
const idOf = (name: Name): string => member(name).userId;
await mara.do('chat.appoint', { person: idOf('supporter') });

const noted = (name: string, fits: (body: never) => boolean) =>
  until(`fitting ${name}`, () => told.findLast((note) => note.name === name && fits(note.body as never)));
const goneOf = (id: string) => noted('chat.gone', ({ lines }: { lines: string[] }) => lines.includes(id));
const acts = (action: string) =>
  postgres.query<{ actor_id: string; facts: Record<string, unknown> }>(
    'SELECT actor_id, facts FROM audit_entry WHERE action = $1 ORDER BY at, id',
    [action],
  );
const hold = async (who = vic) => (await who.say(`${nonsense()} https://example.org/x`)).line.id;
const ids = async () => (await fern.open()).lines.map(({ id }) => id);

t.test('One’s own line goes without a word; another’s goes with those who moderate, and is written down', async (t) => {
  const { line } = await vic.say('I should not have said that');
  t.equal(await codeOf(fern.do('chat.delete', { line: line.id })), 'FORBIDDEN');
  await vic.do('chat.delete', { line: line.id });
  await goneOf(line.id);
  t.notOk((await ids()).includes(line.id));
  t.equal(await codeOf(vic.do('chat.delete', { line: line.id })), 'no refusal', 'a second time changes nothing');
  t.same(await acts('chat.deleted'), []);
  const capacities = { performer: mara, appointed: sol, staff: moss };
  for (const [capacity, who] of Object.entries(capacities)) {
    const { line: other } = await vic.say(`for the ${capacity}`);
    await who.do('chat.delete', { line: other.id });
    await goneOf(other.id);
    t.match((await acts('chat.deleted')).at(-1)?.facts, { capacity, author: idOf('viewer') });
  }
  t.equal(await codeOf(mara.do('chat.delete', { line: newId() })), 'NOT_FOUND');
  t.equal(await codeOf(fern.do('chat.delete', { line: await hold() })), 'NOT_FOUND', 'nobody learns what is held');
});

t.test('A pinned line stays for those who come later, until it goes', async (t) => {
  const { line } = await vic.say('the next song is a wish');
  t.equal(await codeOf(vic.do('chat.pin', { line: line.id })), 'FORBIDDEN');
  await sol.do('chat.pin', { line: line.id });
  await noted('chat.pinned', (body: { line: { id: string } | null }) => body.line?.id === line.id);
  t.same((await fern.open()).pinned, line);
  const { line: second } = await vic.say('and the one after it');
  await mara.do('chat.pin', { line: second.id });
  t.equal((await fern.open()).pinned?.id, second.id, 'one at a time');
  await vic.do('chat.delete', { line: second.id });
  await noted('chat.pinned', (body: { line: unknown }) => body.line === null);
  t.equal((await fern.open()).pinned, null);
  t.equal(await codeOf(mara.do('chat.pin', { line: second.id })), 'NOT_FOUND', 'what is gone cannot be pinned');
  t.equal(await codeOf(mara.do('chat.pin', { line: await hold() })), 'NOT_FOUND', 'nor what is held');
  await mara.do('chat.pin', { line: line.id });
  await mara.do('chat.pin', { line: null });
  t.equal((await fern.open()).pinned, null);
  t.equal((await acts('chat.pinned')).length, 4);
});

t.test('A released line is said now, a removed one never; its author is told either way', async (t) => {
  const [good, bad] = [await hold(), await hold()];
  t.equal(await codeOf(fern.do('chat.judge', { line: good, verdict: 'release' })), 'FORBIDDEN');
  await sol.do('chat.judge', { line: good, verdict: 'release' });
  await noted('chat.line', (body: { line: { id: string } }) => body.line.id === good);
  t.match(await noted('chat.verdict', (body: { line: string }) => body.line === good), {
    audience: 'person',
    body: { verdict: 'release' },
  });
  await mara.do('chat.judge', { line: bad, verdict: 'remove' });
  await noted(
    'chat.verdict',
    (body: { line: string; verdict: string }) => body.line === bad && body.verdict === 'remove',
  );
  t.match(await noted('chat.judged', (body: { line: string }) => body.line === bad), {
    audience: 'moderators',
    body: { by: 'Mara Quinn' },
  });
  const shown = await ids();
  t.same([shown.includes(good), shown.includes(bad)], [true, false]);
  t.equal(await codeOf(mara.do('chat.judge', { line: newId(), verdict: 'release' })), 'NOT_FOUND');
  const { line } = await vic.say('never held');
  t.equal(await codeOf(mara.do('chat.judge', { line: line.id, verdict: 'remove' })), 'NOT_FOUND');
});

t.test('Of many verdicts at once, over two processes, one stands', async (t) => {
  const line = await hold();
  const verdicts = ['release', 'remove'] as const;
  const judges = [mara, sol, moss, ada, as('performer', other), as('supporter', other)];
  const raced = await Promise.allSettled(
    Array.from({ length: 18 }, (_, at) =>
      judges[at % judges.length]?.do('chat.judge', { line, verdict: verdicts[at % 2] ?? 'remove' }),
    ),
  );
  t.equal(raced.filter(({ status }) => status === 'fulfilled').length, 1);
  const stands = (await ids()).includes(line) ? 'release' : 'remove';
  for (const each of raced) {
    if (each.status === 'rejected') t.match(each.reason, { code: 'CONFLICT', facts: { verdict: stands } });
  }
  const about = (await postgres.query('SELECT FROM audit_entry WHERE subject_id = $1', [line])).length;
  t.equal(about, 1, 'written down once');
});

t.test('A timeout takes the lines of the last ten minutes away, and not an older one', async (t) => {
  const { line: old } = await fern.say('from long ago');
  clock.advance(10 * 60_000 + 1);
  const { line: fresh } = await fern.say('from right now');
  const held = await hold(fern);
  const mute = await sol.do('chat.timeout', { person: idOf('fan'), seconds: 600, reason: 'spoils songs' });
  t.same(mute, { kind: 'timeout', until: new Date(clock.now() + 600_000).toISOString(), reason: 'spoils songs' });
  const note = await goneOf(fresh.id);
  t.same(note.body, { lines: [fresh.id] }, 'what nobody saw is not told');
  const shown = await ids();
  t.same([shown.includes(old.id), shown.includes(fresh.id)], [true, false]);
  t.notOk((await mara.open()).held.some(({ line }) => line.id === held));
  await untilTold(one);
  t.match(await noted('chat.muted', (body: { mute: unknown }) => body.mute !== null), {
    audience: 'person',
    body: { performer: { id: demoPerformerId }, mute },
  });
  t.match(await noted('chat.sanctioned', () => true), {
    audience: 'moderators',
    body: { person: { displayName: 'Fern' }, mute, by: 'Sol' },
  });
  t.match((await acts('chat.timed-out')).at(-1), { actor_id: idOf('supporter'), facts: { capacity: 'appointed' } });
  await sol.do('chat.pardon', { person: idOf('fan') });
  await noted('chat.muted', (body: { mute: unknown }) => body.mute === null);
  t.equal((await fern.say('sorry')).verdict, 'shown');
});

t.test('A timeout is exact: of what is said in the same moment nothing stays', async (t) => {
  const fernElsewhere = as('fan', other);
  for (let round = 0; round < 8; round += 1) {
    const since = new Date(clock.now());
    const saying = Array.from({ length: 12 }, (_, at) => codeOf((at % 2 === 0 ? fern : fernElsewhere).say(nonsense())));
    const silencing = mara.do('chat.timeout', { person: idOf('fan'), seconds: 5 });
    const [answers] = await Promise.all([Promise.all(saying), silencing]);
    t.same(
      answers.filter((code) => code !== 'no refusal' && code !== 'TIMED_OUT_OF_CHAT'),
      [],
    );
    const [left] = await postgres.query<{ n: string }>(
      `SELECT count(*) AS n FROM chat_line WHERE author_id = $1 AND created_at >= $2 AND state <> 'gone'`,
      [idOf('fan'), since],
    );
    t.equal(Number(left?.n), 0, 'nothing of it is left');
    clock.advance(60_000);
  }
});

t.test('A ban is for good, until it is ended', async (t) => {
  t.same(await mara.do('chat.ban', { person: idOf('fan'), reason: 'again' }), {
    kind: 'ban',
    until: null,
    reason: 'again',
  });
  t.equal(
    await codeOf(sol.do('chat.timeout', { person: idOf('fan'), seconds: 1 })),
    'CONFLICT',
    'a timeout does not shorten it',
  );
  t.equal(await codeOf(fern.say('hello')), 'BANNED');
  await sol.do('chat.pardon', { person: idOf('fan') });
  t.equal(await codeOf(fern.say('I am back')), 'no refusal');
});

t.test('Who may not moderate may do none of it', async (t) => {
  const line = await hold();
  const tries = [
    fern.do('chat.pin', { line: null }),
    fern.do('chat.judge', { line, verdict: 'release' }),
    fern.do('chat.settings', { slowModeSeconds: 60 }),
    fern.do('chat.timeout', { person: idOf('viewer'), seconds: 60 }),
    fern.do('chat.ban', { person: idOf('viewer') }),
    fern.do('chat.pardon', { person: idOf('viewer') }),
    fern.do('chat.appoint', { person: idOf('viewer') }),
    fern.do('chat.dismiss', { person: idOf('supporter') }),
    sol.do('chat.appoint', { person: idOf('viewer') }),
    moss.do('chat.dismiss', { person: idOf('supporter') }),
    speaker(one, member('moderator', ['viewer'])).do('chat.ban', { person: idOf('viewer') }),
  ];
  t.same(new Set(await Promise.all(tries.map(codeOf))), new Set(['FORBIDDEN']));
});

t.test('A card tells everybody who somebody is, and those who moderate what they said', async (t) => {
  await vic.say('something to find');
  const seen = await fern.do('chat.card', { handle: 'vic' });
  t.match(seen, { person: { handle: 'vic', displayName: 'Vic' }, moderates: false, mute: null, lines: [] });
  t.equal((await sol.do('chat.card', { handle: 'vic' })).lines.at(-1)?.text, 'something to find');
  t.equal((await fern.do('chat.card', { handle: 'sol' })).moderates, true);
  t.equal((await fern.do('chat.card', { handle: 'mara' })).moderates, true);
  t.equal(await codeOf(fern.do('chat.card', { handle: 'nobody_here' })), 'NOT_FOUND');
  t.match(await speaker(one, null).do('chat.card', { handle: 'vic' }), { lines: [] }, 'anonymous people may ask too');
});

t.test('History goes back page by page, without gaps and without ends that move', async (t) => {
  const before = await postgres.query<{ id: string }>(
    `SELECT id FROM chat_line WHERE room_id = $1 AND state = 'shown' ORDER BY number`,
    [demoStreamId],
  );
  const pages: string[][] = [];
  let more = true;
  let first = (await fern.say('the newest of all')).line.id;
  while (more) {
    const page = await fern.do('chat.history', { before: first, limit: 4 });
    pages.unshift(page.lines.map(({ id }) => id));
    more = page.more;
    first = page.lines[0]?.id ?? first;
  }
  t.same(
    pages.flat(),
    before.map(({ id }) => id),
  );
  t.equal(await codeOf(fern.do('chat.history', { before: newId() })), 'NOT_FOUND');
});

t.test('A snapshot is bounded, and says that there is more', async (t) => {
  await postgres.query(
    `INSERT INTO chat_line (id, room_id, performer_id, author_id, author_name, author_handle, key, text, mentions, reasons, state, created_at, told_at)
     SELECT gen_random_uuid(), $1, $2, $3, 'Vic', 'vic', gen_random_uuid(), 'line ' || n, '[]', '{}', 'shown', $4, $4 FROM generate_series(1, 250) n`,
    [demoStreamId, demoPerformerId, idOf('viewer'), new Date(clock.now())],
  );
  const { lines, more } = await fern.open();
  t.same([lines.length, more, lines.at(-1)?.text], [100, true, 'line 250']);
});

t.test('What nobody decided about for a day is removed; what is a year old is forgotten', async (t) => {
  const line = await hold();
  clock.advance(24 * 3_600_000);
  await expireHeld(one.deps);
  t.ok(
    (await mara.open()).held.some((held) => held.line.id === line),
    'not a moment too early',
  );
  clock.advance(1);
  t.ok((await expireHeld(one.deps)) >= 1);
  t.same((await mara.open()).held, []);
  t.equal(await codeOf(mara.do('chat.judge', { line, verdict: 'release' })), 'CONFLICT');
  const { line: kept } = await vic.say('a year from now');
  clock.advance(365 * 24 * 3_600_000);
  await forgetLines(one.deps);
  t.same(await ids(), [kept.id]);
  clock.advance(1);
  t.equal(await forgetLines(one.deps), 1);
  t.same(await ids(), []);
});

t.test('Whoever is erased leaves no word, no name and no mention behind', async (t) => {
  const { line } = await vic.say('my secret garden');
  const { line: about } = await fern.say('hello @vic and @moss');
  const files = await copyOf(chatPersonalData, one.database.read, idOf('viewer'));
  t.match(
    JSON.stringify(files, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
    /my secret garden/,
  );
  const erase = () =>
    eraseAll(one.database, chatPersonalData, {
      ...{ userId: idOf('viewer'), pseudonym: 'x', at: new Date(clock.now()) },
    });
  await erase();
  await erase();
  const rows = await postgres.query<{ text: string; author_name: string; author_handle: string; state: string }>(
    'SELECT text, author_name, author_handle, state FROM chat_line WHERE author_id = $1',
    [idOf('viewer')],
  );
  t.ok(
    rows.length > 0 &&
      rows.every(
        ({ text, author_name, author_handle, state }) =>
          [text, author_name, author_handle].every((one) => one === '[erased]') && state === 'gone',
      ),
  );
  const left = (await fern.open()).lines.find(({ id }) => id === about.id);
  t.same(
    left?.mentions.map(({ handle }) => handle),
    ['moss'],
  );
  t.notOk((await ids()).includes(line.id));
});
