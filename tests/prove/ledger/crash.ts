/**
 * Carries something out in a process that may be killed at a chosen moment, and asks again, as any client must, until there is an answer.
 */
import fc from 'fast-check';
import { sleep } from '#kernel/clock.ts';
import { until } from '../../world/until.ts';
import type { Program } from './program.ts';
import type { Side } from './wire.ts';

/** When the process is killed. */
export type Crash = 'never' | 'between' | Side | { readonly afterMs: number };

/** Something to be asked, which repeated does nothing twice. */
export interface Act<Answer> {
  readonly program: Program;
  /** What stands in the statement that does it. */
  readonly statement: string;
  /** Asks once. @throws where no answer came */
  ask(): Promise<Answer>;
}

export interface CarriedOut<Answer> {
  readonly answer: Answer;
  /** What had come of it before the process died; unknown where it is not known. */
  readonly before: 'nothing' | 'all of it' | 'unknown';
}

const patience = { withinMs: 120_000 };

/** For stories: mostly nobody dies. */
export const crashes: fc.Arbitrary<Crash> = fc.oneof(
  { weight: 5, arbitrary: fc.constant('never' as const) },
  { weight: 3, arbitrary: fc.constantFrom('between' as const, 'before' as const, 'after' as const) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }).map((afterMs) => ({ afterMs })) },
);

/** For the names of commands. */
export function crashText(crash: Crash, who: string): string {
  if (crash === 'never') return '';
  if (crash === 'between') return `, ${who} killed beforehand`;
  if (typeof crash === 'object') return `, ${who} killed after ${crash.afterMs} ms`;
  return `, ${who} killed ${crash === 'before' ? 'before the commit' : 'between commit and answer'}`;
}

/** The process is up again when it resolves. */
export async function carryOut<Answer>(act: Act<Answer>, crash: Crash): Promise<CarriedOut<Answer>> {
  if (crash === 'never') return { answer: await insist(act), before: 'nothing' };
  const { program } = act;
  if (crash === 'between') {
    await program.kill();
    const [answer] = await Promise.all([insist(act), program.start()]);
    return { answer, before: 'nothing' };
  }
  if (typeof crash === 'object') {
    const first = act
      .ask()
      .then(() => true)
      .catch(() => false);
    await sleep(crash.afterMs);
    await killAndStart(program);
    const before = (await first) ? 'all of it' : 'unknown';
    return { answer: await insist(act), before };
  }
  const stopped = program.wire.stopAt(act.statement, crash).then(() => true);
  const first = act
    .ask()
    .then(() => false)
    .catch(() => false);
  if (!(await Promise.race([stopped, first]))) {
    throw new Error(`${program.name} answered without "${act.statement}"`);
  }
  await killAndStart(program);
  await first;
  return { answer: await insist(act), before: crash === 'before' ? 'nothing' : 'all of it' };
}

async function killAndStart(program: Program): Promise<void> {
  await program.kill();
  await program.start();
}

function insist<Answer>({ ask, program }: Act<Answer>): Promise<Answer> {
  return until(`answer of ${program.name}`, async () => ({ answer: await ask() }), patience).then(
    ({ answer }) => answer,
  );
}
