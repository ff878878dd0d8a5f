/**
 * What happens to everybody: a job worker or both die in the middle of their work, jobs come twice and in any order, events are delivered
 * again, clocks jump, Redis forgets, Postgres dies, several processes die at once.
 */
import fc from 'fast-check';
import { sleep } from '#kernel/clock.ts';
import { until } from '../../world/until.ts';
import { killAll, startAll } from './crash.ts';
import { anyDoors, places } from './doors.ts';
import { Step } from './step.ts';
import { giveTip, wishedTips } from './tipping.ts';
import { stopAt } from './wire.ts';
import { killWorkers } from './workers.ts';
import type { World } from './world.ts';

/** Statements of the worker's: dividing tips, sealing, giving holds back, noting that events were delivered. */
const work = ['tip_settle', 'ledger.add_seal', 'ledger.expire_holds', 'COMMIT'];
/** Longer than the pause between two looks of a job. */
const strikesWithinMs = 3_000;

/** A tip is given, and whichever worker reaches this statement first dies there, or both do; the other goes on alone for a while. */
const workerDies = fc
  .tuple(wishedTips, anyDoors, fc.constantFrom(...work), fc.constantFrom('before' as const, 'after' as const), places)
  .map(([wish, doors, statement, side, idle]) => {
    const who = doors.both ? 'both workers' : 'a worker';
    return new Step(`${who} killed ${side} ${statement}`, async (books, world) => {
      const { jobs } = world;
      const wires = jobs.map(({ wire }) => wire);
      const { reached, by } = stopAt(wires, statement, statement === 'COMMIT' ? 'before' : side);
      await giveTip(world, books, wish, { doors });
      await Promise.race([reached, sleep(strikesWithinMs)]);
      for (const wire of wires) wire.letGo();
      // Where there was nothing for them to do, one dies idle.
      const struck = jobs.find(({ wire }) => wire === by()) ?? jobs[idle];
      await killWorkers(world, doors.both ? jobs : [struck]);
    });
  });

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
const clocks = fc
  .tuple(fc.nat({ max: 4 }), fc.constantFrom(-48 * hourMs, -hourMs, -61_000, 0, 61_000, 2 * hourMs, 48 * hourMs))
  .map(
    ([at, aheadMs]) =>
      new Step(`clock of process ${at} jumps to ${aheadMs / 1_000} s ahead`, async (_, { programs }) => {
        programs[at]?.moveClock(aheadMs);
      }),
  );

const shakeAll = ({ servers, shaken }: World): void => {
  for (const one of servers) shaken.add(one);
};

const redisForgets = fc.constant(
  new Step('Redis forgets everything', async (_, world) => {
    shakeAll(world);
    await world.redis.client.flushall();
    await world.redis.client.call('CLIENT', 'KILL', 'TYPE', 'normal');
  }),
);

const postgresDies = fc.constant(
  new Step('Postgres killed', async (_, world) => {
    shakeAll(world);
    await world.postgres.crash();
    await world.postgres.restart();
  }),
);

/** By place among the five. */
const together = { 'all five': [0, 1, 2, 3, 4], 'both APIs': [0, 1], 'both workers': [2, 3], 'one of each': [0, 3] };
const manyDie = fc.constantFrom(...Object.entries(together)).map(
  ([who, places]) =>
    new Step(`${who} killed at once`, async (_, { programs }) => {
      const dying = programs.filter((_, at) => places.includes(at));
      await killAll(dying);
      await startAll(dying);
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
  manyDie,
];
