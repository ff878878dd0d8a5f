/** Somebody with two hundred thousand lines: their copy and their erasure, without holding up anybody else. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import t from 'tap';
import { demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { eraseLeftovers } from '../../server/domains/privacy/index.ts';
import { strainOf } from '../world/strain.ts';
import { until } from '../world/until.ts';
import { asked, codeOf, openAdminStage, password } from './admin-stage.ts';
import { unzipped } from './personal-data.ts';

const stage = await openAdminStage(t);
const { privacy, add, postgres, deps } = stage;
/** LINES: fewer, for a look in between. */
const said = Number(process.env.LINES ?? 200_000);
const others = 5_000;
/** A machine that does much else starts a process slowly. */
const patience = { withinMs: 60_000 };
const [vera, nearby] = await Promise.all([add(['performer'], 'Vera Verbose'), add([], 'Near By')]);

/** Lines of one person, each a little different, over months; `named` is in the mentions of each. */
const lines = (many: number, of: { userId: string; displayName: string; handle: string }, named: string | null) =>
  postgres.query(
    `INSERT INTO chat_line (id, room_id, performer_id, author_id, author_name, author_handle, key, text, mentions, reasons,
       state, created_at, told_at)
     SELECT gen_random_uuid(), $1, $2, $3, $4, $5, gen_random_uuid(), 'line ' || n || ' ' || repeat(md5(n::text), 3),
       coalesce($6::jsonb, '[]'), '{}', 'shown', now() - n * interval '40 s', now()
     FROM generate_series(1, $7::int) AS n`,
    [
      ...[demoStreamId, demoPerformerId, of.userId, of.displayName, of.handle],
      ...[named === null ? null : JSON.stringify([{ id: named, handle: 'vera' }]), many],
    ],
  );

await lines(said, vera, null);
await lines(5_000, nearby, vera.userId);
await postgres.query(
  `WITH crowd AS (
     INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
     SELECT gen_random_uuid(), 'c' || n || '@crowd.example', 'Crowd ' || n, 'crowd_' || n, '$argon2id$none', '{viewer}',
       now(), 'operator', now()
     FROM generate_series(1, ${others}) AS n RETURNING id
   ), followed AS (INSERT INTO profile (user_id, followers) SELECT id, 1 FROM crowd
   ), follows AS (
     INSERT INTO follow SELECT '${vera.userId}', id, true, now() FROM crowd
     UNION ALL SELECT id, '${vera.userId}', true, now() FROM crowd
   ), told AS (
     INSERT INTO notification (id, user_id, kind, about, title, text, created_at)
     SELECT gen_random_uuid(), '${vera.userId}', 'account', 'thing ' || n, 'Something', '', now()
     FROM generate_series(1, 10000) AS n
   )
   INSERT INTO notification (id, user_id, kind, about, subject_id, title, text, created_at)
   SELECT gen_random_uuid(), id, 'followed_live', 'a show', '${vera.userId}', 'Vera Verbose is live', '', now() FROM crowd`,
);

/** What is left of her, and what is owed. */
async function left() {
  const [row] = await postgres.query<{ lines: number; rest: number; step: string | null; began: Date | null }>(
    `SELECT (SELECT count(*) FROM chat_line WHERE author_id = $1 AND text <> '[erased]')::int AS lines,
       ((SELECT count(*) FROM chat_line WHERE mentions @> $2::jsonb)
        + (SELECT count(*) FROM notification WHERE user_id = $1 OR subject_id = $1)
        + (SELECT count(*) FROM follow WHERE follower_id = $1 OR followed_id = $1)
        + (SELECT count(*) FROM profile WHERE followers > 0))::int AS rest,
       (SELECT step FROM erasure WHERE user_id = $1) AS step,
       (SELECT began_at FROM erasure WHERE user_id = $1) AS began`,
    [vera.userId, JSON.stringify([{ id: vera.userId }])],
  );
  if (row === undefined) throw new Error('no row');
  return row;
}

/** Who reads lines at this moment: in which transactions the table is held. */
async function readers(): Promise<number> {
  const [row] = await postgres.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'chat_line'::regclass AND mode = 'AccessShareLock' AND pid <> pg_backend_pid()`,
  );
  return row?.n ?? 0;
}

t.test('A copy of two hundred thousand lines is made beside everything else, one at a time', async (t) => {
  const ask = (by = vera) => privacy.exportMyData(asked(by, { body: { password } }));
  const { result, strain } = await strainOf(async () => {
    const making = ask();
    await until('her lines being read', async () => (await readers()) > 0, patience);
    t.equal(await codeOf(ask(nearby)), 'OVERLOADED', 'another is refused for now');
    return making;
  });
  t.comment(`the copy: ${JSON.stringify(strain)}`);
  const files = new Map(await unzipped(result.bytes));
  const all = JSON.parse(files.get('chat/lines.json') ?? '[]') as { text: string }[];
  t.equal(all.length, said, 'every line is in it');
  t.equal(new Set(all.map(({ text }) => text)).size, said, 'once');
  t.equal((JSON.parse(files.get('profiles/follows.json') ?? '[]') as unknown[]).length, others);
  t.equal((JSON.parse(files.get('notifications/notifications.json') ?? '[]') as unknown[]).length, 10_000);
  t.ok(strain.longestStallMs < 2_000, `nobody waits for long: ${strain.longestStallMs} ms`);
  t.ok(strain.grownMb < 450, `memory does not grow with the copy: ${strain.grownMb} MB`);
  t.equal(await codeOf(ask(nearby)), 'no refusal', 'afterwards the other has their turn');
});

t.test('Whoever does not wait for their copy keeps nobody from theirs', async (t) => {
  const { bytes } = await privacy.exportMyData(asked(nearby, { body: { password } }));
  for await (const _piece of bytes as AsyncIterable<Uint8Array>) break;
  t.equal(await codeOf(privacy.exportMyData(asked(nearby, { body: { password } }))), 'no refusal');
});

t.test('They are nobody at once', async (t) => {
  const confirm = 'erase my account';
  const { strain } = await strainOf(() => privacy.eraseMyself(asked(vera, { body: { password, confirm } as const })));
  t.comment(`being nobody: ${JSON.stringify(strain)}`);
  t.match(await postgres.query('SELECT handle, password_hash FROM account WHERE id = $1', [vera.userId]), [
    { handle: /^gone_/, password_hash: null },
  ]);
  t.match(await left(), { lines: said, began: null }, 'the rest is owed');
});

t.test('Whoever erases the rest may be killed at any place; somebody else goes on there', async (t) => {
  const file = join(import.meta.dirname, 'fixtures/erase-leftovers.ts');
  const key = deps.erasureKey.toString('hex');
  let place: string | null = null;
  for (const round of ['first', 'second']) {
    const child = spawn(process.execPath, [file, postgres.url, key], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const last: string | null = place;
    place = await until(
      'some of it',
      async () => {
        const [owed] = await postgres.query<{ step: string; after: string | null }>('SELECT step, after FROM erasure');
        return owed?.step === 'chat lines' && owed.after !== last && owed.after;
      },
      patience,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    const now = await left();
    t.ok(now.lines > 0 && now.lines < said, `${now.lines} lines are left after the ${round}`);
    t.equal(now.lines % 1_000, 0, 'no batch is half done');
    t.match(now, { step: 'chat lines', began: Date }, 'and it is written down how far it is');
    const [noted] = await postgres.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM chat_line l JOIN erasure e ON e.user_id = l.author_id
       WHERE (l.performer_id, l.created_at, l.id) <=
         (split_part(e.after, ' ', 1)::uuid, split_part(e.after, ' ', 2)::timestamptz, split_part(e.after, ' ', 3)::uuid)`,
    );
    t.equal(noted?.n, said - now.lines, 'exactly');
  }
  // Those who were killed went by the machine's clock.
  stage.clock.advance(Date.now() - stage.clock.now());
  const { result, strain } = await strainOf(() => untilFinished());
  t.comment(`the rest of ${said} lines: ${JSON.stringify(strain)}, in ${result} runs`);
  t.match(await left(), { lines: 0, rest: 0, began: null }, 'nothing is left');
  t.ok(strain.longestStallMs < 2_000, `${strain.longestStallMs} ms`);
  const [told] = await postgres.query<{ n: number }>('SELECT count(*)::int AS n FROM chat_line WHERE told_at IS NULL');
  t.ok((told?.n ?? 0) < 3_000, `rooms are told of the lines of a day, and not of months: ${told?.n}`);
});

/** Runs as the job does, every few seconds: a batch that failed is tried again after a pause. @returns how often */
async function untilFinished(): Promise<number> {
  for (let runs = 1; ; runs += 1) {
    if ((await eraseLeftovers(deps)).includes(vera.userId)) return runs;
    stage.clock.advance(10_000);
  }
}

t.test('Looking once more costs little', async (t) => {
  stage.clock.advance(60_000);
  const { strain } = await strainOf(() => untilFinished());
  t.comment(`once more: ${JSON.stringify(strain)}`);
  t.match(await left(), { lines: 0, rest: 0, began: null });
});
