/**
 * Tells stories: commands in any order, then all that must hold. What fails is made shorter, for a while, and named with what repeats it.
 */
import fc from 'fast-check';
import { openBooks } from './books.ts';
import { tellCertain } from './certain.ts';
import { dealCommands } from './dealing.ts';
import { mishapCommands } from './mishaps.ts';
import { requireSettled } from './settled.ts';
import { tipCommands } from './tipping.ts';
import { openWorld, type World } from './world.ts';

export interface Wishes {
  readonly runs: number;
  readonly seed: number;
  /** The longest story. */
  readonly mostCommands: number;
  /** Where in the seed a failure was, as it was named; absent: from the beginning. */
  readonly path?: string | undefined;
  readonly replayPath?: string | undefined;
  /** How many stories are told at most to make a failing one shorter; each takes seconds. */
  readonly shorter: number;
  /** Told after each story: which, and how many commands. */
  readonly told: (run: number, commands: number) => void;
  /** Told of what failed, before it is made shorter. */
  readonly failed: (problem: unknown) => void;
}

export interface Told {
  /** What failed, how, and how to repeat it; undefined: nothing. */
  readonly failure: string | undefined;
  /** By process. */
  readonly deeds: Deeds;
}

/** How often each process was killed, and how often it asked for what its wire counts: tips, dividing, anything of the ledger. */
export type Deeds = Readonly<Record<string, { readonly killed: number; readonly asked: number }>>;

/** Tells them in a world of their own, and in a new one after a failure: nothing of it is left. */
export async function tellStories(wishes: Wishes): Promise<Told> {
  const { runs, seed, path, replayPath, told, failed } = wishes;
  const deeds: Record<string, Deeds[string]> = {};
  let world: World | undefined;
  let run = 0;
  let shorter: number | undefined;
  const leave = async (): Promise<void> => {
    for (const { name, killed, wire } of world?.programs ?? []) {
      const before = deeds[name] ?? { killed: 0, asked: 0 };
      deeds[name] = { killed: before.killed + killed, asked: before.asked + wire.heard };
    }
    await world?.close();
    world = undefined;
  };
  const given = replayPath === undefined ? {} : { replayPath };
  const all = [...tipCommands, ...dealCommands, ...mishapCommands];
  const commands = fc.commands(all, { maxCommands: wishes.mostCommands, size: 'max', ...given });
  const story = fc.asyncProperty(commands, async (given) => {
    if (shorter !== undefined) shorter += 1;
    if ((shorter ?? 0) > wishes.shorter) return;
    try {
      world ??= await openWorld();
      const setup = { model: await openBooks(world), real: world };
      await fc.asyncModelRun(async () => setup, given);
      await requireSettled(world, setup.model);
    } catch (error) {
      if (shorter === undefined) failed(error);
      shorter ??= 0;
      await leave();
      throw error;
    }
    if (shorter !== undefined) return;
    run += 1;
    told(run, [...given].length);
  });
  try {
    world = await openWorld();
    await tellCertain(world);
    const details = await fc.check(story, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
    return { failure: details.failed ? describe(details, seed) : undefined, deeds };
  } finally {
    await leave();
  }
}

function describe<Ts>(details: fc.RunDetails<Ts>, seed: number): string {
  const report = fc.defaultReportMessage(details) ?? 'It failed';
  const replay = /\/\*replayPath="(.*?)"\*\//.exec(report)?.[1];
  const again = `--seed ${seed} --path ${details.counterexamplePath}${replay === undefined ? '' : ` --replay "${replay}"`}`;
  return `${report}\nRepeat it: npm run prove -- ledger ${again}`;
}
