/**
 * `npm run bench -- overlay [--seconds S] [--sockets N]`: five hundred sockets watch one room in which many tip, and some pages of
 * OBS lie over its picture. How long after a tip was accepted the overlays of the room and of OBS have it; beside a bare server that
 * sends every tip to every socket and stores nothing, with the same crowd in the same run.
 */
import { parseArgs } from 'node:util';
import { sleep } from '#kernel/clock.ts';
import { printFigure } from './figures.ts';
import { describeMachine } from './machine.ts';
import { describeSeen, figuresOf, type Measured } from './overlay/report.ts';
import { type Keep, runBench, say } from './run-bench.ts';
import { openBareSide } from './tips/bare-side.ts';
import { openBuskerSide } from './tips/busker-side.ts';
import { describeSpent } from './tips/describe.ts';
import { giveAtPace, judge } from './tips/load.ts';
import type { OnTip, TipSide } from './tips/side.ts';
import { watchProcessors } from './tips/spent.ts';

const givers = 64;
const pace = { givers, perSecond: 20 } as const;
const lookedAt = 20;
const pagesOfObs = 8;
const most = { seconds: 60, sockets: 1_000 } as const;
const atOnce = 20;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, sockets: { type: 'string', default: '500' } },
});
const seconds = Number(values.seconds);
const sockets = Number(values.sockets);
if (!(seconds > 0 && seconds <= most.seconds)) throw new Error(`--seconds is above 0 and at most ${most.seconds}`);
if (!(Number.isInteger(sockets) && sockets >= lookedAt && sockets <= most.sockets))
  throw new Error(`--sockets takes a whole number from ${lookedAt} to ${most.sockets}`);

async function run(keep: Keep): Promise<void> {
  say(describeMachine('none'));
  // One after the other: half of two cores each would measure the other one.
  const bare = await measure(keep(await openBareSide()));
  const busker = await measure(keep(await openBuskerSide(givers)));
  for (const figure of figuresOf(busker, bare)) printFigure(figure);
}

async function measure(side: TipSide): Promise<Measured> {
  const { room, obs } = await gather(side);
  // The first tips find cold caches and code that is not compiled yet.
  await judge(await giveAtPace(side, { ...pace, seconds: seconds / 4 }), [...room, ...obs]);
  await side.analyzed();
  const spentSince = watchProcessors(side);
  const given = await giveAtPace(side, { ...pace, seconds });
  const inRoom = await judge(given, room);
  const spent = spentSince();
  const inObs = obs.length === 0 ? undefined : await judge(given, obs);
  say(describeSeen(side.name, 'room', inRoom));
  if (inObs !== undefined) say(describeSeen(side.name, 'OBS', inObs));
  say(describeSpent(side.name, spent, given.tips.length));
  await side.close();
  // A tip that never came has no time, and the others would look the better for it.
  const lost = given.refused + inRoom.missed + (inObs?.missed ?? 0);
  if (lost > 0) throw new Error(`${side.name}: ${lost} were refused or not there in time`);
  return { inRoom, inObs, spent };
}

/** Everybody comes in. @returns what the sockets that are looked at, and the pages of OBS, have seen so far */
async function gather(side: TipSide) {
  for (let done = 0; done < sockets - lookedAt; done += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, sockets - lookedAt - done) }, () => side.watch()));
  }
  const room = Array.from({ length: lookedAt }, () => new Map<string, number>());
  for (const seen of room) await side.watch(into(seen));
  const obs: Map<string, number>[] = [];
  for (let page = 0; page < pagesOfObs; page += 1) {
    const seen = new Map<string, number>();
    if (!(await side.layOver(into(seen)))) break;
    obs.push(seen);
    // Each asks once a second: not all of them in the same moment.
    await sleep(1_000 / pagesOfObs);
  }
  return { room, obs };
}

function into(seen: Map<string, number>): OnTip {
  return (id, atMs) => void seen.set(id, atMs);
}

await runBench(run);
