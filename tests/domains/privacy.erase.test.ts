/** A person's copy of their data holds it; after erasure it is nowhere. */
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { eraseLeftovers } from '../../server/domains/privacy/index.ts';
import { asked, codeOf, openAdminStage, password, type Somebody } from './admin-stage.ts';
import { unzipped } from './personal-data.ts';

const stage = await openAdminStage(t);
const { privacy, add, postgres, told, mails, deps, clock } = stage;
const confirm = 'erase my account';
const erase = (by: Somebody, given = password) =>
  privacy.eraseMyself(asked(by, { body: { password: given, confirm } as const }));
const [zoe, other] = await Promise.all([add(['performer'], 'Zoe Zephyrine'), add([], 'Somebody Else')]);
const words = {
  bio: 'I juggle torches',
  line: 'my unmistakable words',
  title: 'My quaint show',
  reason: 'rude to Zoe Zephyrine',
};

/** Something of hers in every table there is. */
async function live(who: Somebody): Promise<void> {
  const q = (sql: string, ...values: unknown[]) => postgres.query(sql, values);
  await q('INSERT INTO profile (user_id, bio, followers) VALUES ($1, $2, 1)', who.userId, words.bio);
  await q(`INSERT INTO preferences VALUES ($1, 'light', true, true, 'small', true)`, who.userId);
  await q('INSERT INTO follow VALUES ($1, $2, true, now()), ($2, $1, true, now())', who.userId, other.userId);
  await q('INSERT INTO profile (user_id, followers) VALUES ($1, 1)', other.userId);
  await q(
    `INSERT INTO stream (id, performer_id, title, session_type, adult, tags, state, created_at)
     VALUES (gen_random_uuid(), $1, $2, 'broadcast_public', false, '{torches}', 'READY', now())`,
    who.userId,
    words.title,
  );
  await q(`INSERT INTO channel VALUES ($1, 5, false, 'hold', 0)`, who.userId);
  await q(`INSERT INTO channel_word VALUES ($1, 0, 'unwantedword', 'hold')`, who.userId);
  await q('INSERT INTO channel_moderator VALUES ($1, $2, now())', who.userId, other.userId);
  const [stream] = await q('SELECT performer_id FROM stream WHERE id = $1', demoStreamId);
  const { performer_id: mara } = stream as { performer_id: string };
  await q(`INSERT INTO channel_sanction VALUES ($1, $2, 'ban', NULL, $3, $1, now())`, mara, who.userId, words.reason);
  await q(
    `INSERT INTO channel_sanction_act (performer_id, user_id, kind, reason, by_id, capacity, at)
     VALUES ($1, $2, 'ban', $3, $1, 'performer', now())`,
    mara,
    who.userId,
    words.reason,
  );
  await chat(who, mara, words.line);
  await q(
    `INSERT INTO notification (id, user_id, kind, about, subject_id, title, text, created_at)
     VALUES (gen_random_uuid(), $1, 'followed_live', 'a show', $2, $3, '', now())`,
    other.userId,
    who.userId,
    `${who.displayName} is live`,
  );
  await q('INSERT INTO notification_settings VALUES ($1, false, true)', who.userId);
  await q(
    `INSERT INTO account_link VALUES (repeat('a', 64), $1, 'verify', now(), now() + interval '1 day', NULL)`,
    who.userId,
  );
}

async function chat(who: Somebody, performerId: string, text: string): Promise<void> {
  await postgres.query(
    `INSERT INTO chat_line (id, room_id, performer_id, author_id, author_name, author_handle, key, text, mentions, reasons,
       state, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, gen_random_uuid(), $6, '[]', '{}', 'shown', now())`,
    [demoStreamId, performerId, who.userId, who.displayName, who.handle, text],
  );
  await postgres.query(
    `INSERT INTO chat_line (id, room_id, performer_id, author_id, author_name, author_handle, key, text, mentions, reasons,
       state, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, 'Somebody Else', 'handle_else', gen_random_uuid(), 'well said', $4, '{}', 'shown', now())`,
    [demoStreamId, performerId, other.userId, JSON.stringify([{ id: who.userId, handle: who.handle }])],
  );
}

/** What is owed to her. */
const owed = () => postgres.query('SELECT * FROM erasure WHERE user_id = $1', [zoe.userId]);

/** Where in the whole database a text stands, whatever the column. */
async function findText(text: string): Promise<string[]> {
  const tables = await postgres.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await postgres.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${name} AS r WHERE position(lower($1) IN lower(r::text)) > 0`,
      [text],
    );
    if ((row?.n ?? 0) > 0) found.push(`${name}: ${text}`);
  }
  return found;
}

await live(zoe);
const traces = [
  zoe.email,
  zoe.handle,
  zoe.displayName,
  'A browser nobody else has',
  'unwantedword',
  ...Object.values(words),
];
/** Rows that keep a text on purpose, with the reason. */
const keptOnPurpose: Readonly<Record<string, string>> = {
  'sign_in: A browser nobody else has': 'the sign-in of the other person, made the same way',
};

t.test('A copy holds everything, and no secret', async (t) => {
  t.equal(await codeOf(privacy.exportMyData(asked(zoe, { body: { password: 'wrong' } }))), 'CREDENTIALS_WRONG');
  const { bytes, type } = await privacy.exportMyData(asked(zoe, { body: { password } }));
  t.equal(type, 'application/zip');
  const files = await unzipped(bytes);
  const text = files.map(([, content]) => content).join('\n');
  for (const word of [zoe.email, zoe.handle, words.bio, words.line, words.title, 'unwantedword', 'torches']) {
    t.ok(text.includes(word), `${word} is in it`);
  }
  t.ok(
    files.some(([name]) => name === 'README.txt'),
    'with a word about what is where',
  );
  for (const [name, content] of files) if (name.endsWith('.json')) t.doesNotThrow(() => JSON.parse(content), name);
  t.notMatch(text, /argon2|sealed_?secret|password_?hash"|aaaaaaaaaaaaaaaa/i, 'no secret');
  t.notOk(text.includes(other.email), 'nobody else’s address');
});

t.test('Who may not be erased yet', async (t) => {
  t.equal(await codeOf(erase(zoe, 'wrong')), 'CREDENTIALS_WRONG', 'without proof');
  for (const role of ['moderator', 'admin'] as const) {
    t.equal(await codeOf(erase(await add([role]))), 'CONFLICT', `a person who is ${role} hands that back first`);
  }
  await postgres.query(`UPDATE stream SET state = 'LIVE', live_since = now() WHERE performer_id = $1`, [zoe.userId]);
  t.equal(await codeOf(erase(zoe)), 'CONFLICT', 'while live');
  await postgres.query(`UPDATE stream SET state = 'OFFLINE', ended_at = now() WHERE performer_id = $1`, [zoe.userId]);
  t.same(mails, [], 'and nobody is told that they were');
});

t.test('After erasure nothing leads to the person', async (t) => {
  for (const trace of traces) t.ok((await findText(trace)).length > 0, `"${trace}" stands somewhere`);
  await erase(zoe);
  for (const trace of [zoe.email, zoe.handle]) {
    const left = (await findText(trace)).filter((place) => !place.startsWith('chat_line'));
    t.same(left, [], `"${trace}" is gone at once from wherever it says who they are`);
  }
  t.match(await owed(), [{ began_at: null, done_at: null, failures: 0 }], 'and the rest is owed');
  t.same(await eraseLeftovers(deps), [zoe.userId]);
  for (const trace of traces) {
    t.same(
      (await findText(trace)).filter((place) => keptOnPurpose[place] === undefined),
      [],
      `"${trace}" stands nowhere`,
    );
  }
  const [account] = await postgres.query('SELECT * FROM account WHERE id = $1', [zoe.userId]);
  t.match(account, { password_hash: null, erased_at: Date, handle: /^gone_[0-9a-f]{24}$/ }, 'a pseudonym is left');
  t.ok(
    told.some(({ name, key }) => name === 'account.erased' && key === zoe.userId),
    'it is told',
  );
  t.ok(
    told.some(({ name, key }) => name === 'sign-in.ended' && key === zoe.signInId),
    'sign-ins end',
  );
  t.match(mails, [{ to: zoe.email, subject: 'Your account was erased' }]);
  t.match(await postgres.query(`SELECT actor_id, subject_id, ip FROM audit_entry WHERE action = 'person.erased'`), [
    { actor_id: zoe.userId, subject_id: zoe.userId, ip: null },
  ]);
  t.equal(await codeOf(erase(zoe)), 'UNAUTHENTICATED', 'who is gone cannot ask again');
  const [followed] = await postgres.query('SELECT followers FROM profile WHERE user_id = $1', [other.userId]);
  t.same(followed, { followers: 0 }, 'others have one follower less');
});

t.test('What was under way meanwhile is erased a little later, and repeating it changes nothing', async (t) => {
  const [stream] = await postgres.query<{ performer_id: string }>('SELECT performer_id FROM stream WHERE id = $1', [
    demoStreamId,
  ]);
  await chat(zoe, stream?.performer_id ?? '', words.line);
  t.ok((await findText(words.line)).length > 0);
  const before = await postgres.query('SELECT handle, email, erased_at FROM account WHERE id = $1', [zoe.userId]);
  t.same(await eraseLeftovers(deps), [], 'not before a minute has passed');
  clock.advance(60_000);
  t.same(await eraseLeftovers(deps), [zoe.userId]);
  await eraseLeftovers(deps);
  t.same(await findText(words.line), []);
  t.same(await findText(zoe.handle), []);
  t.same(await postgres.query('SELECT handle, email, erased_at FROM account WHERE id = $1', [zoe.userId]), before);
  for (const minutes of [3, 12]) {
    clock.advance(minutes * 60_000);
    t.match(await owed(), [{ done_at: null }]);
    t.same(await eraseLeftovers(deps), [zoe.userId], `${minutes} minutes later again`);
  }
  t.match(await owed(), [{ began_at: null, done_at: Date }], 'a quarter of an hour later nothing is owed any more');
  clock.advance(24 * 3_600_000);
  t.same(await eraseLeftovers(deps), [], 'nobody is looked after for ever');
});
