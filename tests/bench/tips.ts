/**
 * `npm run bench -- tips [--seconds S]`: many viewers tip one performer over HTTP. How many tips a second a whole Busker
 * accepts, how long each waits, how soon somebody else sees it, and when it is settled; beside the same route without people
 * and without a database, in the same run.
 */
import { parseArgs } from 'node:util';
import { printFigure } from './figures.ts';
import { describeMachine } from './machine.ts';
import { openBareSide } from './tips/bare-side.ts';
import { openBuskerSide } from './tips/busker-side.ts';
import { tipAtOnce, tipAtPace } from './tips/load.ts';
import { describeSpent, describeTipping, figuresOf, type Measured } from './tips/report.ts';
import type { TipSide } from './tips/side.ts';
import { watchProcessors } from './tips/spent.ts';

const viewers = 64;
const tipsPerSecond = 50;
const mostSeconds = 20;

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '8' } } });
const seconds = Number(values.seconds);
if (!(seconds > 0 && seconds <= mostSeconds)) throw new Error(`--seconds is above 0 and at most ${mostSeconds}`);

/** Everything opened so far. */
const opened: TipSide[] = [];

async function run(): Promise<void> {
  say(describeMachine('none'));
  // One after the other: half of two cores each would measure the other one.
  const bare = await measure(await openBareSide());
  const busker = await measure(await openBuskerSide(viewers));
  for (const figure of figuresOf(busker, bare)) printFigure(figure);
}

async function measure(side: TipSide): Promise<Measured> {
  opened.push(side);
  const seen = new Map<string, number>();
  await side.watch((id, atMs) => void seen.set(id, atMs));
  // The first tips find cold caches and code that is not compiled yet.
  await tipAtPace(side, seen, tipsPerSecond, seconds / 4);
  await tipAtOnce(side, seen, viewers, seconds / 8);
  await side.analyzed();
  const atPace = await tipAtPace(side, seen, tipsPerSecond, seconds);
  say(describeTipping(side.name, `at ${tipsPerSecond} a second`, atPace));
  const settledMs = await side.settled(atPace.ids);
  const spentSince = watchProcessors(side);
  const atOnce = await tipAtOnce(side, seen, viewers, seconds);
  const spent = spentSince();
  say(describeTipping(side.name, `from ${viewers} at once`, atOnce));
  say(describeSpent(side.name, spent, atOnce.ids.length));
  await side.close();
  return { atPace, atOnce, settledMs, spent };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Last first, whatever happens to one of them. Repeating it does no harm. */
async function closeAll(): Promise<void> {
  for (const side of opened.toReversed()) {
    await side.close().catch((error: unknown) => say(`  ! closing: ${String(error)}`));
  }
}

// What runs then fails for want of a server, and that ends the process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void closeAll());

try {
  await run();
} finally {
  await closeAll();
}
