/**
 * `npm run bench -- tips [--seconds S]`: many viewers tip one performer over HTTP. How many tips a second a whole Busker
 * accepts, how long each waits, how soon somebody else sees it, and when it is settled; then how long each waits at higher and
 * higher rates. Beside the same route without people and without a database, in the same run.
 */
import { parseArgs } from 'node:util';
import { printFigure } from './figures.ts';
import { describeMachine } from './machine.ts';
import { type Keep, runBench, say } from './run-bench.ts';
import { openBareSide } from './tips/bare-side.ts';
import { openBuskerSide } from './tips/busker-side.ts';
import { climb, climbers } from './tips/climb.ts';
import { describeSpent, describeTipping } from './tips/describe.ts';
import { tipAtOnce, tipAtPace } from './tips/load.ts';
import { figuresOf, type Measured } from './tips/report.ts';
import type { TipSide } from './tips/side.ts';
import { watchProcessors } from './tips/spent.ts';

const viewers = 64;
const pace = { givers: viewers, perSecond: 50 } as const;
const mostSeconds = 20;

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '8' } } });
const seconds = Number(values.seconds);
if (!(seconds > 0 && seconds <= mostSeconds)) throw new Error(`--seconds is above 0 and at most ${mostSeconds}`);

async function run(keep: Keep): Promise<void> {
  say(describeMachine('none'));
  // One after the other: half of two cores each would measure the other one.
  const bare = await measure(keep(await openBareSide()));
  const busker = await measure(keep(await openBuskerSide(climbers)));
  for (const figure of figuresOf(busker, bare)) printFigure(figure);
}

async function measure(side: TipSide): Promise<Measured> {
  const seen = new Map<string, number>();
  await side.watch((id, atMs) => void seen.set(id, atMs));
  // The first tips find cold caches and code that is not compiled yet.
  await tipAtPace(side, seen, { ...pace, seconds: seconds / 4 });
  await tipAtOnce(side, seen, viewers, seconds / 8);
  await side.analyzed();
  const atPace = await tipAtPace(side, seen, { ...pace, seconds });
  say(describeTipping(side.name, `at ${pace.perSecond} a second`, atPace));
  const settledMs = await side.settled(atPace.ids);
  const spentSince = watchProcessors(side);
  const atOnce = await tipAtOnce(side, seen, viewers, seconds);
  const spent = spentSince();
  say(describeTipping(side.name, `from ${viewers} at once`, atOnce));
  say(describeSpent(side.name, spent, atOnce.ids.length));
  const steps = await climb(side, seen, seconds / 2);
  await side.close();
  return { atPace, atOnce, settledMs, spent, steps };
}

await runBench(run);
