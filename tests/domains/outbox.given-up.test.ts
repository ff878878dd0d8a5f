/** The way back for news that was given up: the statements of docs/watching.md, as they stand there, done to rows that were. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import t, { type Test } from 'tap';
import { mostAttempts } from '../../server/platform/outbox/back-off.ts';
import { openOutboxStage } from './outbox-stage.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/watching.md'), 'utf8');
const alerts = readFileSync(join(root, 'infra/prometheus/alerts.yml'), 'utf8');
const [look = '', all = '', one = '', dismiss = ''] = [...page.matchAll(/^```sql\n(.+?)^```$/gms)].map(
  ([, statement = '']) => statement.trim(),
);

const { postgres, openProcess } = await openOutboxStage(t);
/** As an operator would, with the rights of the application. */
const operator = new pg.Client({ connectionString: postgres.url });
await operator.connect();
t.teardown(() => operator.end());

/** Two songs that one reaction could not take until they were given up, and then what was told meanwhile. */
async function openGivenUp(t: Test) {
  const told: string[] = [];
  let broken = true;
  const react = async ({ title }: { title: string }) => {
    if (broken && title !== 'later') throw new Error('out of tune');
    told.push(title);
  };
  const { outbox, clock, play, database } = openProcess(t, { 'song.played': { react } });
  clock.advance(Date.now() - clock.now());
  await play('street', 'first');
  await play('street', 'second');
  await play('street', 'later');
  for (let tried = 0; tried < 2 * mostAttempts; tried += 1) {
    await outbox.sweep();
    clock.advance(5 * 60_000);
  }
  t.match(await outbox.backlog(), { pending: 0, givenUp: 2 });
  t.same(told.splice(0), ['later']);
  broken = false;
  const events = await database.read.outboxEvent.findMany({ orderBy: { id: 'asc' } });
  return { told, outbox, clock, eventId: String(events[0]?.id) };
}

/** The example of the page, about this event. */
const about = (statement: string, eventId: string): string =>
  statement.replace('4711', eventId).replace('the-reaction', 'react');

t.test('the page has them, and the alert names the first of them', async (t) => {
  t.match([look, all, one, dismiss], [/^SELECT /, /^UPDATE /, /^UPDATE /, /^UPDATE /]);
  t.ok(/alert: OutboxGivenUp[\s\S]+?description: "(.+)"/.exec(alerts)?.[1]?.includes(all), 'word for word');
  for (const statement of [one, dismiss]) t.match(statement, /event_id = 4711 AND reaction = 'the-reaction'/);
});

t.test('looking says which and why', async (t) => {
  const { eventId } = await openGivenUp(t);
  const { rows } = await operator.query(look);
  t.equal(rows.length, 2);
  t.match(rows[0], {
    ...{ event_id: eventId, reaction: 'react', key: 'street', name: 'song.played', body: { title: 'first' } },
    ...{ attempts: mostAttempts, last_error: 'Error: out of tune' },
  });
});

t.test('putting all of it back has it delivered, in order', async (t) => {
  const { told, outbox, clock } = await openGivenUp(t);
  clock.advance(Date.now() - clock.now());
  await operator.query(all);
  t.match(await outbox.backlog(), { pending: 2, givenUp: 0 });
  clock.advance(1_000);
  t.equal(await outbox.sweep(), 2);
  t.same(told, ['first', 'second']);
  t.match(await outbox.backlog(), { pending: 0, givenUp: 0 });
});

t.test('putting one back, or dismissing one, is about that one only', async (t) => {
  const { told, outbox, clock, eventId } = await openGivenUp(t);
  clock.advance(Date.now() + 1_000 - clock.now());
  t.equal((await operator.query(one)).rowCount, 0, 'as it stands there it is about none');
  t.equal((await operator.query(about(dismiss, eventId))).rowCount, 1);
  t.match(await outbox.backlog(), { pending: 0, givenUp: 1 });
  t.equal((await operator.query(about(one, eventId))).rowCount, 0, 'what is dismissed is not put back');
  t.equal(await outbox.sweep(), 0);
  t.equal((await operator.query(about(one, String(BigInt(eventId) + 1n)))).rowCount, 1);
  clock.advance(1_000);
  t.equal(await outbox.sweep(), 1);
  t.same(told, ['second']);
  t.same((await operator.query(look)).rows, [], 'nothing is left to look at');
  t.equal(await outbox.forget(-1_000), 3, 'and all of it is forgotten in its time');
});
