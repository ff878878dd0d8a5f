/** Forgetting what was delivered: in rounds, as many as it takes and no more than it may, past what must be kept. */
import t from 'tap';
import { fakeClock } from '../../server/kernel/clock.ts';
import { forgetDelivered } from '../../server/platform/outbox/forget-delivered.ts';
import { openOutboxStage } from './outbox-stage.ts';

const { postgres, openProcess } = await openOutboxStage(t);

/** So many events, a second after each other from 1970 on, with two deliveries each; every `keptEach`-th was given up or waits. */
async function fill(many: number, keptEach: number): Promise<void> {
  await postgres.query(
    `WITH event AS (
      INSERT INTO outbox_event (key, name, body, created_at)
      SELECT 'street', 'song.played', '{"title": "Dusk"}', to_timestamp(n) FROM generate_series(1, $1::int) n RETURNING id, created_at
    )
    INSERT INTO outbox_delivery (event_id, reaction, key, state, next_attempt_at, last_error)
    SELECT id, reaction, 'street',
      CASE WHEN reaction = 'one' OR extract(epoch FROM created_at)::int % $2 <> 0 THEN 'DONE'
        WHEN extract(epoch FROM created_at)::int % 2 = 0 THEN 'GIVEN_UP' ELSE 'PENDING' END, created_at, 'Error: out of tune'
    FROM event, unnest('{one,other}'::text[]) reaction`,
    [many, keptEach],
  );
}

const left = async () =>
  (await postgres.query<{ n: number }>('SELECT count(*)::int AS n FROM outbox_event'))[0]?.n ?? Number.NaN;

t.test('much more than a round takes is gone after one call, and what waits or was given up is not', async (t) => {
  const many = 23_000;
  const { outbox } = openProcess(t, {}, fakeClock(many * 1_000));
  await fill(many, 1_001);
  const kept = Math.floor(many / 1_001);
  const startedMs = performance.now();
  t.equal(await outbox.forget(3_000_000), many - 3_001 - Math.floor((many - 3_001) / 1_001), 'all that is old enough');
  t.comment(`${Math.round(performance.now() - startedMs)} ms for 20,000 events in rounds of 5,000`);
  t.equal(await outbox.forget(0), 3_000 - 3, 'the rest when it is');
  t.equal(await left(), kept + 1, 'those that are kept, and the one of this very moment');
});

t.test('a call ends after its rounds, and the next goes on', async (t) => {
  const { database } = openProcess(t, {});
  await fill(100, 7);
  const forget = () => forgetDelivered(database, { before: new Date(101_000), atOnce: 10, rounds: 4 });
  t.same([await forget(), await forget(), await forget(), await forget()], [40, 40, 6, 0]);
  t.equal(await left(), 14, 'what must be kept');
});
