/**
 * `npm run bench -- joins [--runs N]`: how long a viewer waits for the first picture and how old the pictures are, beside
 * the same camera through bare mediasoup. Visits alternate, so that what else the machine does falls on both.
 */
import { parseArgs } from 'node:util';
import type { TestBrowser } from '../world/browser.ts';
import { bundleForPage } from '../world/browser-script.ts';
import { openShow } from '../world/show.ts';
import { printFigure } from './figures.ts';
import { openBare } from './joins/bare-side.ts';
import { openBusker } from './joins/busker-side.ts';
import { describeWay, figuresOf } from './joins/report.ts';
import type { Side } from './joins/side.ts';
import { type Measured, visit } from './joins/visit.ts';
import { describeMachine } from './machine.ts';
import { type Keep, runBench, say } from './run-bench.ts';

/** Two seconds of pictures a visit. */
const pictures = 60;
const mostRuns = 200;

async function run(keep: Keep): Promise<void> {
  const runs = readRuns();
  const scripts = new URL('./pages/', import.meta.url);
  const [camera, probe] = await Promise.all([
    bundleForPage(new URL('time-code-camera.ts', scripts), 'script'),
    bundleForPage(new URL('visit-probe.ts', scripts), 'script'),
  ]);
  const show = keep(await openShow());
  const { browser } = show;
  say(describeMachine(browser.version));
  const bare = keep(await openBare({ browser, camera }));
  const busker = keep(await openBusker(show, { browser, camera }));
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  for (let round = 0; round <= runs; round += 1) {
    const first = await measured(browser, busker, probe);
    const second = await measured(browser, bare, probe);
    // The first of each finds a cold server, and one in ten would not be one in ten.
    if (round === 0) continue;
    ours.push(first);
    theirs.push(second);
  }
  say(describeWay('busker', ours));
  say(describeWay('bare', theirs));
  for (const figure of figuresOf(ours, theirs)) printFigure(figure);
}

async function measured(browser: TestBrowser, side: Side, probe: string): Promise<Measured> {
  const seen = await visit(browser, { url: side.watchUrl, probe, pictures });
  say(`  ${side.name}: first picture after ${Math.round(seen.firstFrameMs)} ms`);
  return seen;
}

function readRuns(): number {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '10' } } });
  const runs = Number(values.runs);
  if (Number.isInteger(runs) && runs >= 1 && runs <= mostRuns) return runs;
  throw new Error(`--runs takes a whole number from 1 to ${mostRuns}.`);
}

await runBench(run);
