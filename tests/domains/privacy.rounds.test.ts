/** Erasing goes on whatever fails: with the next person, and later with the same. */
import t from 'tap';
import { eraseLeftovers } from '../../server/domains/privacy/index.ts';
import { batchAfter, nextRoundAt, pauseAfter } from '../../server/domains/privacy/rules/pace-rounds.ts';
import { asked, openAdminStage, password } from './admin-stage.ts';

const stage = await openAdminStage(t);
const { privacy, add, postgres, clock } = stage;
const minute = 60_000;

t.test('Rounds follow until what was under way is surely stored', async (t) => {
  t.equal(nextRoundAt(0, 0), minute);
  t.equal(nextRoundAt(0, 3 * minute), 4 * minute);
  t.equal(nextRoundAt(0, 5 * minute), 16 * minute);
  t.equal(nextRoundAt(0, 15 * minute), 16 * minute, 'a quarter of an hour is not over yet');
  t.equal(nextRoundAt(0, 16 * minute), null);
  t.equal(nextRoundAt(0, 900 * minute), null, 'whoever was found late needs one round');
});

t.test('Pauses grow and end never; batches shrink and stay', async (t) => {
  t.same([1, 2, 3, 7, 8, 500].map(pauseAfter), [30_000, minute, 2 * minute, 32 * minute, 60 * minute, 60 * minute]);
  t.same([0, 1, 2, 3, 500].map(batchAfter), [1_000, 250, 62, 25, 25]);
});

t.test('One who fails does not keep others waiting, and is tried again with growing pauses', async (t) => {
  const said: { level: 'info' | 'warn'; facts: object; message: string }[] = [];
  const say = (level: 'info' | 'warn') => (facts: object, message: string) => void said.push({ level, facts, message });
  const deps = { ...stage.deps, log: { info: say('info'), warn: say('warn') } };
  const [stuck, lucky] = [await add([], 'Stuck Person'), await add([], 'Lucky Person')];
  for (const one of [stuck, lucky]) {
    await postgres.query('INSERT INTO notification_settings VALUES ($1, true, true)', [one.userId]);
    await privacy.eraseMyself(asked(one, { body: { password, confirm: 'erase my account' } as const }));
  }
  await postgres.query(
    `CREATE FUNCTION stuck() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a broken row'; END $$;
     CREATE TRIGGER stuck BEFORE DELETE ON notification_settings FOR EACH ROW
       WHEN (OLD.user_id = '${stuck.userId}') EXECUTE FUNCTION stuck()`,
  );
  const owed = async () => {
    const [row] = await postgres.query('SELECT failures, step, done_at FROM erasure WHERE user_id = $1', [
      stuck.userId,
    ]);
    return row;
  };
  t.same(await eraseLeftovers(deps), [lucky.userId], 'the other is done');
  t.match(said, [{ level: 'warn', facts: { userId: stuck.userId, failures: 1, err: Error } }], 'and it is said');
  t.match(
    await owed(),
    { failures: 1, step: 'notifications choices', done_at: null },
    'what was done before it stays done',
  );
  t.same(await eraseLeftovers(deps), [], 'not again at once');
  t.equal(said.length, 1);
  clock.advance(30_000);
  t.same(await eraseLeftovers(deps), []);
  t.match(await owed(), { failures: 2 }, 'half a minute later again');
  clock.advance(30_000);
  t.same(await eraseLeftovers(deps), [lucky.userId]);
  t.match(await owed(), { failures: 2 }, 'the next pause is longer');
  await postgres.query('DROP TRIGGER stuck ON notification_settings');
  clock.advance(30_000);
  t.ok((await eraseLeftovers(deps)).includes(stuck.userId), 'once it can be done it is');
  t.match(await owed(), { failures: 0, step: null, done_at: null });
  clock.advance(15 * minute);
  await eraseLeftovers(deps);
  clock.advance(minute);
  await eraseLeftovers(deps);
  t.match(await owed(), { done_at: Date });
  t.match(said.at(-1), { level: 'info', message: /gone/ });
});

t.test('Two who erase at once do it once', async (t) => {
  const one = await add([], 'Twice Over');
  await postgres.query('INSERT INTO profile (user_id, followers) VALUES ($1, 1)', [one.userId]);
  const fan = await add([], 'A Fan');
  await postgres.query('INSERT INTO follow VALUES ($1, $2, true, now())', [fan.userId, one.userId]);
  await postgres.query('INSERT INTO profile (user_id, followers) VALUES ($1, 1)', [fan.userId]);
  await postgres.query('INSERT INTO follow VALUES ($1, $2, true, now())', [one.userId, fan.userId]);
  await privacy.eraseMyself(asked(one, { body: { password, confirm: 'erase my account' } as const }));
  const ended = await Promise.all(Array.from({ length: 4 }, () => eraseLeftovers(stage.deps)));
  t.equal(ended.flat().filter((id) => id === one.userId).length, 1, 'a round is finished once');
  t.same(await postgres.query('SELECT followers FROM profile WHERE user_id = $1', [fan.userId]), [{ followers: 0 }]);
  t.same(await postgres.query('SELECT FROM profile WHERE user_id = $1', [one.userId]), []);
});

t.test('The tables refuse an erasure that is no longer owed and under way', async (t) => {
  const bad = {
    'done while a round is under way': "UPDATE erasure SET began_at = now(), done_at = now() + interval '1 day'",
    'a place without a step': `UPDATE erasure SET began_at = now(), done_at = NULL, step = NULL, after = 'x'`,
    'done before it began': 'UPDATE erasure SET began_at = NULL, step = NULL, after = NULL, done_at = erased_at',
  };
  for (const [what, sql] of Object.entries(bad)) await t.rejects(postgres.query(sql), { code: '23514' }, what);
});
