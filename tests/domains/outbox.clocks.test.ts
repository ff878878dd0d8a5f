/** Clocks that were wrong: what one that was ahead wrote down keeps no lane from being delivered by one that is right. */
import t from 'tap';
import { fakeClock } from '../../server/kernel/clock.ts';
import { furthestMs, mostAttempts, nextAttemptInMs } from '../../server/platform/outbox/back-off.ts';
import { memory, openOutboxStage } from './outbox-stage.ts';

const { postgres, openProcess } = await openOutboxStage(t);
const twoDaysMs = 48 * 3_600_000;

t.test('nothing is put off as far as what only a wrong clock writes', async (t) => {
  const waits = Array.from({ length: mostAttempts - 1 }, (_, at) => nextAttemptInMs(at + 1) ?? Number.NaN);
  t.ok(Math.max(...waits) + 60_000 < furthestMs, `${Math.max(...waits)} ms at most, ${furthestMs} are too far`);
});

t.test('what was recorded by a clock two days ahead is delivered at once, in order', async (t) => {
  const { told, hear } = memory();
  const right = openProcess(t, { 'song.played': { hear } });
  const ahead = openProcess(t, {}, fakeClock(right.clock.now() + twoDaysMs));
  const elsewhere = openProcess(t, { 'song.played': { hear } }, ahead.clock);
  await elsewhere.play('street', 'of the day after tomorrow');
  await right.play('street', 'of today');
  t.equal(await right.outbox.sweep(), 2);
  t.same(told, ['of the day after tomorrow', 'of today']);
  t.equal((await right.outbox.backlog()).pending, 0);
});

t.test('what failed by a clock two days ahead is tried again at once, and then waits as anything does', async (t) => {
  const { told, hear } = memory();
  let broken = true;
  const reactions = {
    'song.played': { hear: (body: { title: string }) => (broken ? Promise.reject(new Error('no')) : hear(body)) },
  };
  const right = openProcess(t, reactions);
  const ahead = openProcess(t, reactions, fakeClock(right.clock.now() + twoDaysMs));
  const attempts = async () => (await postgres.query<{ attempts: number }>('SELECT attempts FROM outbox_delivery'))[0];
  await right.play('street', 'Dusk');
  t.equal(await ahead.outbox.sweep(), 0);
  t.same(await attempts(), { attempts: 1 }, 'failed by the one that is ahead');
  t.equal(await right.outbox.sweep(), 0);
  t.same(await attempts(), { attempts: 2 }, 'and again by the right one');
  t.equal(await right.outbox.sweep(), 0);
  t.same(await attempts(), { attempts: 2 }, 'for which it is not due any more');
  broken = false;
  right.clock.advance(nextAttemptInMs(2) ?? 0);
  t.equal(await right.outbox.sweep(), 1);
  t.same(told, ['Dusk']);
});

t.test('what has merely failed often is not taken for it', async (t) => {
  let tries = 0;
  const fail = async () => {
    tries += 1;
    throw new Error('never');
  };
  const { outbox, clock, play } = openProcess(t, { 'song.played': { fail } });
  await play('street', 'Dusk');
  const waits: number[] = [];
  for (let attempt = 1; attempt < mostAttempts; attempt += 1) {
    await outbox.sweep();
    const waitMs = nextAttemptInMs(attempt) ?? Number.NaN;
    clock.advance(waitMs - 1);
    await outbox.sweep();
    waits.push(tries);
    clock.advance(1);
  }
  t.same(
    waits,
    Array.from({ length: mostAttempts - 1 }, (_, at) => at + 1),
    'once each, never before its time',
  );
});
