/** What Prometheus is told of the books: every process says how the newest comparison came out, whoever made it, and a new one at once. */
import { pino } from 'pino';
import t, { type Test } from 'tap';
import { readBooks, reconcileBooks } from '../../server/domains/ledger/index.ts';
import { fakeClock, systemClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { createMetrics } from '../../server/platform/telemetry/metrics.ts';
import { observeBooks } from '../../server/platform/telemetry/observe-books.ts';
import { noNews, openLedgerStage } from './ledger-stage.ts';

const { postgres, give, people } = await openLedgerStage(t);
const [vera = ''] = await people(1);
await give(vera, 100);

/** A process with connections and figures of its own. */
function openProcess(t: Test, clock = systemClock) {
  const database = openDatabase({ url: postgres.url, log: pino({ level: 'silent' }) });
  t.teardown(() => database.close());
  const warned: string[] = [];
  const metrics = createMetrics('test', { warn: (...words: unknown[]) => void warned.push(String(words[1])) });
  observeBooks(metrics, () => readBooks(database.read));
  return {
    warned,
    compare: () => reconcileBooks({ database, news: noNews, clock, log: { error: () => undefined } }, []),
    /** How many differ and when that was, in milliseconds; null: it says nothing. */
    scrape: async (): Promise<readonly [differing: number, atMs: number] | null> => {
      const text = await metrics.registry.metrics();
      const value = (name: string): string | undefined => new RegExp(`^${name}{.*} (\\S+)$`, 'm').exec(text)?.[1];
      const [differing, at] = [value('busker_books_differing'), value('busker_books_compared_timestamp_seconds')];
      return differing === undefined || at === undefined ? null : [Number(differing), Math.round(Number(at) * 1_000)];
    },
  };
}

const month = new Date().toISOString().slice(0, 7).replace('-', '_');
const guard = (how: 'DISABLE' | 'ENABLE ALWAYS') =>
  postgres.query(`ALTER TABLE ledger.move_${month} ${how} TRIGGER kept`);

t.test('nothing is said before the first comparison', async (t) => {
  const { scrape, warned } = openProcess(t);
  t.equal(await scrape(), null);
  t.same(warned, [], 'which is no failure');
});

t.test(
  'a difference is told by all, also by one that started later, until a comparison agrees, whoever makes it',
  async (t) => {
    const [one, other] = [openProcess(t), openProcess(t)];
    await one.compare();
    t.same([(await one.scrape())?.[0], (await other.scrape())?.[0]], [0, 0]);
    await guard('DISABLE');
    const found = await one.compare();
    const differing = [1, found?.at.getTime()];
    const restarted = openProcess(t);
    t.same([await one.scrape(), await other.scrape(), await restarted.scrape()], [differing, differing, differing]);
    await guard('ENABLE ALWAYS');
    const mended = await other.compare();
    const agreeing = [0, mended?.at.getTime()];
    t.same([await one.scrape(), await other.scrape(), await restarted.scrape()], [agreeing, agreeing, agreeing]);
  },
);

t.test('a comparison whose clock was two days ahead hides nothing that is found after it', async (t) => {
  const ahead = openProcess(t, fakeClock(Date.now() + 48 * 3_600_000));
  t.match(await ahead.compare(), { holds: true });
  const right = openProcess(t);
  await guard('DISABLE');
  const found = await right.compare();
  t.same(await ahead.scrape(), [1, found?.at.getTime()]);
  await guard('ENABLE ALWAYS');
  await right.compare();
  t.equal((await ahead.scrape())?.[0], 0);
});

t.test('what cannot be read is not told as it was before, and the log says so', async (t) => {
  const { scrape, warned } = openProcess(t);
  t.not(await scrape(), null);
  await postgres.crash();
  t.equal(await scrape(), null);
  t.same(new Set(warned), new Set(['figures could not be read']));
  await postgres.restart();
  t.not(await scrape(), null, 'it is back with Postgres');
});
