/**
 * What happens to everybody: the job worker dies in the middle of its work, jobs come twice and in any order, events are delivered again,
 * clocks jump, Redis forgets, Postgres dies.
 */
import fc from 'fast-check';
import { sleep } from '#kernel/clock.ts';
import { until } from '../../world/until.ts';
import { Step } from './step.ts';
import { giveTip, wishedTips } from './tipping.ts';
import type { World } from './world.ts';

/** Statements of the worker's: dividing tips, sealing, giving holds back, noting that events were delivered. */
const work = ['tip_settle', 'ledger.add_seal', 'ledger.expire_holds', 'COMMIT'];
/** Longer than the pause between two looks of a job. */
const strikesWithinMs = 3_000;

/** A tip is given, and the worker dies at this statement, which it reaches by itself. */
const workerDies = fc
  .tuple(wishedTips, fc.constantFrom(...work), fc.constantFrom('before' as const, 'after' as const))
  .map(
    ([wish, statement, side]) =>
      new Step(`worker killed ${side} ${statement}`, async (books, world) => {
        const { jobs } = world;
        const stopped = jobs.wire.stopAt(statement, statement === 'COMMIT' ? 'before' : side);
        await giveTip(world, books, wish);
        // Where there was nothing for it to do, it dies idle.
        await Promise.race([stopped, sleep(strikesWithinMs)]);
        await jobs.kill();
        await jobs.start();
      }),
  );

const hinted = [
  'settle-tips',
  'holds-expire',
  'ledger-seal',
  'outbox-sweep',
  'reconcile',
  'ledger-partitions',
] as const;
const retry = { attempts: 2, backOffMs: 100 };

/** Redis may have cut off the proof's own connection a moment ago. */
const addSoon = (add: () => Promise<unknown>): Promise<unknown> => {
  return until('Redis takes a job', () => add().then(() => true));
};

const jobsAgain = fc
  .array(fc.tuple(fc.constantFrom(...hinted), fc.integer({ min: 1, max: 3 }), fc.nat({ max: 300 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map(
    (added) =>
      new Step(
        `jobs: ${added.map(([name, times, delay]) => `${times} × ${name} in ${delay} ms`).join(', ')}`,
        async (_, { queue }) => {
          const all = added.flatMap(([name, times, delayMs]) =>
            Array.from({ length: times }, () => ({ name, delayMs })),
          );
          await Promise.all(all.map(({ name, delayMs }) => addSoon(() => queue.add({ name, retry }, {}, { delayMs }))));
        },
      ),
  );

/** Everything that was ever told is told once more; within a lane the oldest goes first, lanes in any order. */
const eventsAgain = fc.integer({ min: 1, max: 3 }).map(
  (every) =>
    new Step(`one event of ${every} delivered again`, async ({ auditor: { people } }, { postgres }) => {
      await postgres.query(
        `UPDATE outbox_delivery d SET state = 'PENDING', next_attempt_at = now() - interval '1 hour' FROM outbox_event e
         JOIN tip t ON e.body -> 'tipIds' ? t.id::text
         WHERE e.id = d.event_id AND d.state = 'DONE' AND t.viewer_id = ANY ($1) AND e.id % $2 = 0`,
        [people, every],
      );
    }),
);

const hourMs = 3_600_000;
const names = ['server', 'jobs', 'till'] as const;
const clocks = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom(-48 * hourMs, -hourMs, -61_000, 0, 61_000, 2 * hourMs, 48 * hourMs))
  .map(
    ([name, aheadMs]) =>
      new Step(`clock of ${name} jumps to ${aheadMs / 1_000} s ahead`, async (_, world) => {
        world[name].moveClock(aheadMs);
      }),
  );

const redisForgets = fc.constant(
  new Step('Redis forgets everything', async (_, { redis }) => {
    await redis.client.flushall();
    await redis.client.call('CLIENT', 'KILL', 'TYPE', 'normal');
  }),
);

const postgresDies = fc.constant(
  new Step('Postgres killed', async (_, { postgres }) => {
    await postgres.crash();
    await postgres.restart();
  }),
);

const allDie = fc.constant(
  new Step('all three killed at once', async (_, { programs }) => {
    await Promise.all(programs.map((one) => one.kill()));
    await Promise.all(programs.map((one) => one.start()));
  }),
);

/** All of it as it should be. */
export function rightClocks({ programs }: World): void {
  for (const one of programs) one.moveClock(0);
}

/** For `fc.commands`. */
export const mishapCommands = [
  workerDies,
  workerDies,
  jobsAgain,
  eventsAgain,
  clocks,
  clocks,
  redisForgets,
  postgresDies,
  allDie,
];
