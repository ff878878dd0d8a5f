/**
 * `npm run prove -- leak [--runs N] [--words]`: the same show N times (20) with a silent moderator and N times without, and as often one
 * from a studio in Chromium, which `--words` leaves out. Everything others can obtain must be alike, word for word; what the performer's connection and the performer's browser
 * notice is compared as distributions, by permutation: how often chance alone makes means differ as much. Ends with 1 where something
 * tells, or where chance would make any of the figures differ so in less than one proof of twenty.
 */
import { parseArgs } from 'node:util';
import { meet } from '../http/people.ts';
import { openStudio, playInBrowser, type Sent } from '../leak/browser-show.ts';
import { variantsOf } from '../leak/compare-words.ts';
import { play, type Told } from '../leak/scene.ts';
import type { LayerSent } from '../world/browser-peers.ts';
import { openShow, type Show } from '../world/show.ts';

const lastsMs = 13_000;
const shuffles = 10_000;
/** Of all figures together (Bonferroni): one of so many is beyond its own share by chance as rarely. */
const atLeast = 0.05;

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, words: { type: 'boolean' } } });
  const runs = Number(values.runs ?? '20');
  if (!Number.isInteger(runs) || runs < 2 || runs > 200) throw new Error('--runs takes a whole number from 2 to 200.');
  const turn = { TURN_URLS: 'turn:127.0.0.1:3478?transport=udp', TURN_SECRET: 'a-secret-for-these-tests-alone' };
  const show = await openShow({ env: { MEDIA_WORKERS: '2', ...turn } });
  try {
    const { told, sent } = await playAll(show, runs, values.words === true);
    const figures = [...figuresOf(told, ofConnection), ...(sent.with.length === 0 ? [] : figuresOf(sent, ofBrowser))];
    process.exitCode = [...wordsAlike(told), ...figuresAlike(figures)].every(Boolean) ? 0 : 1;
  } finally {
    await show.close();
  }
}

/** Turn about, so that what else the machine does falls on both. @param words without the studio */
async function playAll(show: Show, runs: number, words: boolean): Promise<{ told: Shows<Told>; sent: Shows<Sent> }> {
  const moderator = await meet(show.stack, 'moderator', { factor: true });
  const studio = await openStudio(show);
  const told: Shows<Told> = { with: [], without: [] };
  const sent: Shows<Sent> = { with: [], without: [] };
  for (const way of Array.from({ length: runs }, () => ways).flat()) {
    const wishes = { silent: way === 'with', lastsMs };
    told[way].push(await play(show.stack, moderator, wishes));
    if (!words) sent[way].push(await playInBrowser(show, studio, moderator, wishes));
    const asked = sent[way].at(-1)?.layers.map(({ plis, firs }) => plis + firs) ?? [];
    const at = `${way} ${told[way].length}/${runs}`;
    process.stderr.write(
      `${at}: ${told[way].at(-1)?.stats.plis.join('/')} requests, of the browser ${asked.join('/')}\n`,
    );
  }
  return { told, sent };
}

type Shows<One> = Record<Way, One[]>;
type Way = 'with' | 'without';
type Both<One> = Readonly<Record<Way, readonly One[]>>;
const ways = ['with', 'without'] as const;

function wordsAlike(told: Both<Told>): boolean[] {
  const all = (way: Way, source: string): string[] => told[way].map(({ said }) => said[source] ?? '');
  return Object.keys(told.without[0]?.said ?? {}).map((source) => {
    const distinct = (way: Way) => [...new Set(all(way, source))].toSorted().join('\n');
    const alike = distinct('with') === distinct('without');
    process.stdout.write(`${alike ? 'alike ' : 'DIFFER'}  ${source}\n`);
    const texts = { with: all('with', source), without: all('without', source) };
    for (const { line, ...times } of variantsOf(texts)) {
      process.stdout.write(`        ${times.with} with, ${times.without} without: ${line}\n`);
    }
    return alike;
  });
}

const layerNames = ['low', 'middle', 'high'];

const ofConnection: Readonly<Record<string, (one: Told) => number>> = {
  ...Object.fromEntries(
    layerNames.map((name, layer) => [
      `key frames asked for a second, ${name}`,
      ({ stats }: Told) => (stats.plis[layer] ?? 0) / stats.seconds,
    ]),
  ),
  'changes of wanted layers': ({ stats }) => stats.layers,
};

/** Summed up over the layers where one says as much as three. */
const ofBrowser: Readonly<Record<string, (one: Sent) => number>> = {
  ...Object.fromEntries(
    layerNames.flatMap((name, layer) => [
      [
        `browser: key frames asked for a second (PLI, FIR), ${name}`,
        ({ layers, seconds }: Sent) => ((layers[layer]?.plis ?? 0) + (layers[layer]?.firs ?? 0)) / seconds,
      ],
      [
        `browser: key frames encoded a second, ${name}`,
        ({ layers, seconds }: Sent) => (layers[layer]?.keyFrames ?? 0) / seconds,
      ],
    ]),
  ),
  'browser: layers that are active': ({ layers }) => layers.filter(({ active }) => active).length,
  'browser: lines of picture, all layers': (sent) => sumOf(sent, ({ height }) => height),
  'browser: pictures encoded a second, all layers': (sent) => sumOf(sent, ({ frames }) => frames) / sent.seconds,
  'browser: packets asked for again a second': (sent) => sumOf(sent, ({ nacks }) => nacks) / sent.seconds,
  'browser: changes of size': (sent) => sumOf(sent, ({ resolutionChanges }) => resolutionChanges),
  'browser: share of time with less than it would send': (sent) =>
    sumOf(sent, ({ limitedSeconds }) => limitedSeconds) / sent.seconds,
};

const sumOf = ({ layers }: Sent, of: (layer: LayerSent) => number): number =>
  layers.reduce((sum, one) => sum + of(one), 0);

interface Figure {
  readonly name: string;
  readonly with: readonly number[];
  readonly without: readonly number[];
}

function figuresOf<One>(both: Both<One>, table: Readonly<Record<string, (one: One) => number>>): Figure[] {
  return Object.entries(table).map(([name, of]) => ({ name, with: both.with.map(of), without: both.without.map(of) }));
}

function figuresAlike(figures: readonly Figure[]): boolean[] {
  return figures.map(({ name, with: one, without: other }) => {
    const p = chanceOf(one, other);
    process.stdout.write(
      `p=${p.toFixed(3)}  ${name}: ${mean(one).toFixed(3)} with, ${mean(other).toFixed(3)} without\n`,
    );
    return p >= atLeast / figures.length;
  });
}

/** How often means differ at least as much where which is which is decided by chance. */
function chanceOf(one: readonly number[], other: readonly number[]): number {
  const seen = Math.abs(mean(one) - mean(other));
  const all = [...one, ...other];
  let asMuch = 0;
  for (let shuffle = 0; shuffle < shuffles; shuffle += 1) {
    for (let at = all.length - 1; at > 0; at -= 1) {
      const with_ = Math.floor(Math.random() * (at + 1));
      [all[at], all[with_]] = [all[with_] ?? 0, all[at] ?? 0];
    }
    if (Math.abs(mean(all.slice(0, one.length)) - mean(all.slice(one.length))) >= seen - 1e-12) asMuch += 1;
  }
  return asMuch / shuffles;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

await run();
// The WebRTC stack of the performers keeps a process alive.
process.exit();
