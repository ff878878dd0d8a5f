/**
 * `npm run bench -- chat`: five hundred sockets in one room. How long after its acknowledgement a line is seen at 50 lines a
 * second, and how many lines a second it takes until one in a hundred waits half a second; beside a bare ws server that
 * tells everybody everything and stores nothing, with the same crowd in the same run.
 */
import { openBareSide } from './chat/bare-side.ts';
import { openBuskerSide } from './chat/busker-side.ts';
import { type Crowd, gatherCrowd, type Talk } from './chat/crowd.ts';
import { describeTalk, figureOfMost, figuresAtPace } from './chat/report.ts';
import type { ChatSide } from './chat/side.ts';
import { percentile, printFigure } from './figures.ts';
import { describeMachine } from './machine.ts';
import { type Keep, runBench, say } from './run-bench.ts';

const size = { speaking: 50, hearing: 450, lookedAt: 10 } as const;
const pace = { linesPerSecond: 50, seconds: 12 } as const;
const steps = [100, 150, 200, 300, 400, 600, 800, 1_200, 1_600] as const;
const stepSeconds = 3;
const longestMs = 500;
/** The steps of one side end here, whatever they have found. */
const mostStepsMs = 30_000;

interface Measured {
  readonly atPace: Talk;
  readonly most: number;
  readonly steps: number;
}

async function run(keep: Keep): Promise<void> {
  say(describeMachine('none'));
  // One after the other: half of two cores each would measure the other one.
  const bare = await measure(keep(await openBareSide()));
  const busker = await measure(keep(await openBuskerSide()));
  for (const figure of figuresAtPace(busker.atPace, bare.atPace)) printFigure(figure);
  printFigure(figureOfMost(busker.most, bare.most, busker.steps));
}

async function measure(side: ChatSide): Promise<Measured> {
  const crowd = await gatherCrowd(side, size);
  // The first lines find cold caches.
  await crowd.talk(pace.linesPerSecond, 2);
  const atPace = await crowd.talk(pace.linesPerSecond, pace.seconds);
  say(describeTalk(side.name, pace.linesPerSecond, atPace));
  const found = await climb(side, crowd, pace.linesPerSecond);
  await side.close();
  return { atPace, ...found };
}

/** @returns the last step at which the line that waited longest of a hundred waited less than half a second */
async function climb(side: ChatSide, crowd: Crowd, first: number): Promise<Pick<Measured, 'most' | 'steps'>> {
  const beganMs = performance.now();
  let most = first;
  let tried = 0;
  for (const linesPerSecond of steps) {
    if (performance.now() - beganMs > mostStepsMs) break;
    tried += 1;
    // Once more where it failed: a moment in which the machine did something else is no limit.
    const keptUp = (await keepsUp(side, crowd, linesPerSecond)) || (await keepsUp(side, crowd, linesPerSecond));
    if (!keptUp) break;
    most = linesPerSecond;
  }
  return { most, steps: tried };
}

/** From when a line was due, not from its acknowledgement: what waits before that is waited for too. */
async function keepsUp(side: ChatSide, crowd: Crowd, linesPerSecond: number): Promise<boolean> {
  const talk = await crowd.talk(linesPerSecond, stepSeconds);
  say(describeTalk(side.name, linesPerSecond, talk));
  return talk.missed === 0 && percentile(talk.sentToSeen, 0.99) <= longestMs;
}

await runBench(run);
