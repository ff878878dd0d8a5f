/**
 * What looks at the outbox every second, and at every scrape of Prometheus, reads what waits and was given up, never what is done, which is
 * nearly all of it. Counted in rows that were read, not in time.
 */
import t from 'tap';
import type { Writer } from '../../server/platform/database/index.ts';
import { furthestMs } from '../../server/platform/outbox/back-off.ts';
import { findDue, findDueKeys, readBacklog } from '../../server/platform/outbox/delivery-rows.ts';
import { openOutboxStage } from './outbox-stage.ts';

const { postgres, openProcess } = await openOutboxStage(t);
const done = 60_000;
const now = new Date('2026-01-01T12:00:00Z');
const at = (ms: number): Date => new Date(now.getTime() + ms);

interface Filling {
  readonly many: number;
  readonly key: string;
  readonly state: 'DONE' | 'PENDING' | 'GIVEN_UP';
  /** When they are due. */
  readonly due: Date;
}

/** Events of a key with two deliveries each. */
async function fill({ many, key, state, due }: Filling): Promise<void> {
  await postgres.query(
    `WITH event AS (
      INSERT INTO outbox_event (key, name, body, created_at)
      SELECT $2, 'song.played', '{"title": "Dusk"}', $4 FROM generate_series(1, $1::int) RETURNING id
    )
    INSERT INTO outbox_delivery (event_id, reaction, key, state, next_attempt_at, last_error)
    SELECT id, reaction, $2, $3, $4, 'Error: out of tune' FROM event, unnest('{one,other}'::text[]) reaction`,
    [many, key, state, due],
  );
}

const { database } = openProcess(t, {});

/** What `work` comes to, and how many rows of the outbox it read. */
function counted<T>(work: (tx: Writer) => Promise<T>): Promise<{ made: T; read: number }> {
  return database.transact(async (tx) => {
    const rows = async (): Promise<number> => {
      const [row] = await tx.$queryRaw<{ n: number }[]>`
        SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS n FROM pg_stat_xact_user_tables WHERE relname LIKE 'outbox%'`;
      return row?.n ?? Number.NaN;
    };
    const before = await rows();
    const made = await work(tx);
    return { made, read: (await rows()) - before };
  });
}

t.before(async () => {
  await fill({ many: done, key: 'street', state: 'DONE', due: at(-3_600_000) });
  await fill({ many: 4, key: 'street', state: 'GIVEN_UP', due: at(-3_500_000) });
  await fill({ many: 10, key: 'street', state: 'PENDING', due: at(-3_000) });
  await fill({ many: 3, key: 'park', state: 'PENDING', due: at(60_000) });
  await fill({ many: 2, key: 'harbour', state: 'PENDING', due: at(furthestMs + 3_600_000) });
  await postgres.query('VACUUM (ANALYZE) outbox_event, outbox_delivery');
});

t.test('the backlog', async (t) => {
  const { made, read } = await counted(readBacklog);
  t.same(made, { pending: 30, givenUp: 8, oldestPendingAt: at(-3_000) });
  t.ok(read > 0 && read <= 3 * 30 + 8, `${read} rows were read`);
});

t.test('which keys are due', async (t) => {
  const { made, read } = await counted((tx) => findDueKeys(tx, now, 500));
  t.same(made, ['street', 'harbour'], 'those whose time has come, and what a clock that was ahead put off');
  t.ok(read > 0 && read <= 2 * 6, `${read} rows were read of six lanes`);
  t.same((await counted((tx) => findDueKeys(tx, now, 1))).made, ['street'], 'the longest waiting first');
});

t.test('what of a key is due', async (t) => {
  const { made, read } = await counted((tx) => findDue(tx, 'street', now, 5));
  t.equal(made.length, 2 * 5, 'of each lane as many as may be');
  t.ok(read > 0 && read <= 2 * (5 + 5) + 3, `${read} rows were read: those, their events, and a step to each lane`);
  t.equal((await counted((tx) => findDue(tx, 'harbour', now, 5))).made.length, 2 * 2);
  t.same((await counted((tx) => findDue(tx, 'park', now, 5))).made, []);
});

t.test('in a jam too, of which Postgres does not know yet', async (t) => {
  for (const waiting of [2_000, 4_000]) {
    await fill({ many: 1_000, key: 'square', state: 'PENDING', due: at(-2_000) });
    const backlog = await counted(readBacklog);
    t.match(backlog.made, { pending: waiting + 30, oldestPendingAt: at(-3_000) });
    t.ok(backlog.read <= 2 * (waiting + 30) + 8 + 1_000, `${backlog.read} rows were read for the backlog`);
    const due = await counted((tx) => findDue(tx, 'square', now, 100));
    t.equal(due.made.length, 200);
    t.ok(due.read <= 2 * 200 + 3, `${due.read} rows were read of two long lanes`);
    const keys = await counted((tx) => findDueKeys(tx, now, 500));
    t.same(keys.made, ['street', 'square', 'harbour']);
    t.ok(keys.read <= 2 * 8, `${keys.read} rows were read of eight lanes`);
    await postgres.query('ANALYZE outbox_event, outbox_delivery');
  }
});
