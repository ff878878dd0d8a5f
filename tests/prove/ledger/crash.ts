/**
 * Carries something out in a process that may be killed at a chosen moment, and asks again, as any client must, until there is an answer:
 * the same process once it is up again, or at once its twin.
 */
import fc from 'fast-check';
import { sleep } from '#kernel/clock.ts';
import { until } from '../../world/until.ts';
import type { Program } from './program.ts';
import { type Side, stopAt } from './wire.ts';

/** When the process is killed. */
export type Crash = 'never' | 'between' | Side | { readonly afterMs: number };

/** Something to be asked, which repeated does nothing twice. */
export interface Act<Answer> {
  /** Who is asked, and dies. */
  readonly program: Program;
  /** Who is asked then. One that is not killed answers while those that were are dead. */
  readonly next: Program;
  /** Who dies at that moment: `program`, and whoever else shall. */
  readonly dying: readonly Program[];
  /** Postgres or Redis died since `next` last answered: its first answer may be that it cannot. */
  readonly isNextShaken: boolean;
  /** What stands in the statement that does it. */
  readonly statement: string;
  /** Asks once. @throws where no answer came */
  ask(program: Program): Promise<Answer>;
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

/** Every process is up again when it resolves. */
export async function carryOut<Answer>(act: Act<Answer>, crash: Crash): Promise<CarriedOut<Answer>> {
  const { program, dying, statement } = act;
  if (crash === 'never') return { answer: await insist(act, program), before: 'nothing' };
  if (crash === 'between') {
    await killAll(dying);
    if (!dying.includes(act.next)) return { answer: await askAgain(act), before: 'nothing' };
    // Also in the moment in which it begins to listen.
    const [answer] = await Promise.all([insist(act, act.next), startAll(dying)]);
    return { answer, before: 'nothing' };
  }
  if (typeof crash === 'object') {
    const first = act.ask(program).then(
      () => true,
      () => false,
    );
    await sleep(crash.afterMs);
    await killAll(dying);
    const before = (await first) ? 'all of it' : 'unknown';
    return { answer: await askAgain(act), before };
  }
  const stopped = stopAt([program.wire], statement, crash).reached.then(() => true);
  let isDead = false;
  // What is refused for now, because the machine is busy, did not come as far as that statement: it is asked again.
  const look = async (): Promise<boolean> => isDead || (await act.ask(program).then(() => true));
  const asked = until(`answer of ${program.name}`, look, patience).then(() => false);
  if (!(await Promise.race([stopped, asked]))) throw new Error(`${program.name} answered without "${statement}"`);
  isDead = true;
  await killAll(dying);
  await asked;
  return { answer: await askAgain(act), before: crash === 'before' ? 'nothing' : 'all of it' };
}

/** @throws where whoever is left does not answer, although nothing happened to it */
async function askAgain<Answer>(act: Act<Answer>): Promise<Answer> {
  const { next, dying, isNextShaken } = act;
  if (dying.includes(next)) {
    await startAll(dying);
    return insist(act, next);
  }
  const answer = await (isNextShaken ? insist(act, next) : act.ask(next));
  await startAll(dying);
  return answer;
}

/** All at once, with kill -9. */
export async function killAll(programs: readonly Program[]): Promise<void> {
  await Promise.all(programs.map((one) => one.kill()));
}

/** All are ready when it resolves. */
export async function startAll(programs: readonly Program[]): Promise<void> {
  await Promise.all(programs.map((one) => one.start()));
}

function insist<Answer>({ ask }: Act<Answer>, program: Program): Promise<Answer> {
  return until(`answer of ${program.name}`, async () => ({ answer: await ask(program) }), patience).then(
    ({ answer }) => answer,
  );
}
