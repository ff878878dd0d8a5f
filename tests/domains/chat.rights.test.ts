/** Rights that are taken while somebody acts: whoever lost them before their act had the channel does nothing any more. */
import pg from 'pg';
import t from 'tap';
import { demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { until } from '../world/until.ts';
import { codeOf } from './accounts-stage.ts';
import { member, type Name, nonsense, openChatStage, speaker } from './chat-stage.ts';

const { one, other, postgres } = await openChatStage(t);
const as = (name: Name, where = one) => speaker(where, member(name));
const [mara, vic, sol, moss] = [as('performer', other), as('viewer'), as('supporter'), as('moderator')];
const idOf = (name: Name): string => member(name).userId;
const holder = new pg.Client({ connectionString: postgres.adminUrl });
await holder.connect();
t.teardown(() => holder.end());

const waiting = (many: number) =>
  until(`${many} who wait for the channel`, async () => {
    const rows = await postgres.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return rows.length === many;
  });

/** Both want the channel while the test has it; they get it in this order. @returns the codes of both */
async function inOrder(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<unknown[]> {
  await holder.query('BEGIN');
  await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`channel ${demoPerformerId}`]);
  const firstDone = codeOf(first());
  await waiting(1);
  const secondDone = codeOf(second());
  await waiting(2);
  await holder.query('COMMIT');
  return Promise.all([firstDone, secondDone]);
}

const audited = async () => (await postgres.query('SELECT FROM audit_entry')).length;
const stateOf = async (line: string) => (await postgres.query('SELECT state FROM chat_line WHERE id = $1', [line]))[0];
const hold = async () => (await vic.say(`${nonsense()} https://example.org/x`)).line.id;
const say = async () => (await vic.say(nonsense())).line.id;
const appoint = () => mara.do('chat.appoint', { person: idOf('supporter') });
const pinned = () => postgres.query('SELECT line_id FROM chat_pin WHERE room_id = $1', [demoStreamId]);

/** Every act of those who moderate, each about something of its own. */
async function acts(who: ReturnType<typeof as>) {
  const [released, removed, deleted, toPin] = [await hold(), await hold(), await say(), await say()];
  const list: Record<string, () => Promise<unknown>> = {
    release: () => who.do('chat.judge', { line: released, verdict: 'release' }),
    remove: () => who.do('chat.judge', { line: removed, verdict: 'remove' }),
    delete: () => who.do('chat.delete', { line: deleted }),
    pin: () => who.do('chat.pin', { line: toPin }),
    unpin: () => who.do('chat.pin', { line: null }),
    settings: () => who.do('chat.settings', { slowModeSeconds: 60 }),
    timeout: () => who.do('chat.timeout', { person: idOf('fan'), seconds: 60 }),
    ban: () => who.do('chat.ban', { person: idOf('fan') }),
    pardon: () => who.do('chat.pardon', { person: idOf('fan') }),
  };
  const untouched = async () => [await stateOf(released), await stateOf(removed), await stateOf(deleted)];
  return { list, untouched };
}

const asTheyWere = [{ state: 'held' }, { state: 'held' }, { state: 'shown' }];

t.test('Who was dismissed, silenced or shut out a moment before does nothing any more', async (t) => {
  const takings: Record<string, () => Promise<unknown>> = {
    dismissed: () => mara.do('chat.dismiss', { person: idOf('supporter') }),
    'timed out': () => mara.do('chat.timeout', { person: idOf('supporter'), seconds: 60 }),
    banned: () => mara.do('chat.ban', { person: idOf('supporter') }),
  };
  const { line: pin } = await vic.say('pinned all the while');
  await mara.do('chat.pin', { line: pin.id });
  const { list, untouched } = await acts(sol);
  for (const [how, take] of Object.entries(takings)) {
    for (const [what, act] of Object.entries(list)) {
      await mara.do('chat.pardon', { person: idOf('supporter') });
      await appoint();
      const before = await audited();
      t.same(await inOrder(take, act), ['no refusal', 'FORBIDDEN'], `${what}, ${how}`);
      t.equal((await audited()) - before, 1, 'only that the right was taken is written down');
    }
  }
  t.same(await untouched(), asTheyWere);
  t.same(await pinned(), [{ line_id: pin.id }]);
  t.same(await postgres.query('SELECT FROM channel_sanction WHERE user_id = $1', [idOf('fan')]), []);
  await mara.do('chat.pardon', { person: idOf('supporter') });
});

t.test('Who had the channel first acted with their right', async (t) => {
  await appoint();
  const line = await hold();
  const release = () => sol.do('chat.judge', { line, verdict: 'release' });
  const dismiss = () => mara.do('chat.dismiss', { person: idOf('supporter') });
  t.same(await inOrder(release, dismiss), ['no refusal', 'no refusal']);
  t.same(await stateOf(line), { state: 'shown' });
  t.equal(await codeOf(sol.do('chat.judge', { line: await hold(), verdict: 'release' })), 'FORBIDDEN', 'and no more');
});

t.test('Staff whose role was taken, or who were suspended, do nothing any more', async (t) => {
  const takings = {
    'without the role': `UPDATE account SET roles = '{viewer}' WHERE id = $1`,
    suspended: `UPDATE account SET disabled_at = now(), disabled_reason = 'test' WHERE id = $1`,
  };
  const { list, untouched } = await acts(moss);
  for (const [how, sql] of Object.entries(takings)) {
    for (const [what, act] of Object.entries(list)) {
      await holder.query('BEGIN');
      await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`channel ${demoPerformerId}`]);
      const acted = codeOf(act());
      await waiting(1);
      await holder.query(sql, [idOf('moderator')]);
      await holder.query('COMMIT');
      t.equal(await acted, 'FORBIDDEN', `${what}, ${how}`);
      await postgres.query(
        `UPDATE account SET roles = '{viewer,moderator}', disabled_at = NULL, disabled_reason = NULL WHERE id = $1`,
        [idOf('moderator')],
      );
    }
  }
  t.same(await untouched(), asTheyWere);
});

t.test('Those who moderate do not wait for each other', async (t) => {
  const lines = await Promise.all([hold(), hold(), hold()]);
  await holder.query('BEGIN');
  await holder.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [`channel ${demoPerformerId}`]);
  await Promise.all(lines.map((line) => moss.do('chat.judge', { line, verdict: 'remove' })));
  await holder.query('COMMIT');
  t.same(
    await Promise.all(lines.map(stateOf)),
    lines.map(() => ({ state: 'gone' })),
  );
});

t.test('One’s own line goes without any right, also while the channel changes', async (t) => {
  const line = await say();
  await holder.query('BEGIN');
  await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`channel ${demoPerformerId}`]);
  await vic.do('chat.delete', { line });
  await holder.query('COMMIT');
  t.same(await stateOf(line), { state: 'gone' });
});
