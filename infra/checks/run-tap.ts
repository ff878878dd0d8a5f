/** Runs test files through tap, tells of each as it is through, and adds up what passed, failed and was not run. */
import { createWriteStream, globSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../bootstrap/run-command.mjs';
import type { Steps } from '../bootstrap/steps.mjs';
import { type FileResult, TapReader, type Totals } from './tap-reader.ts';

export interface TapRun {
  /** From the root. */
  readonly files: readonly string[];
  /** How many files at a time; absent: one a core. */
  readonly jobs?: number;
}

/** All test files whose path begins with one of the given, sorted; none given: all. */
export function findTests(root: string, wanted: readonly string[] = []): string[] {
  const all = globSync('tests/**/*.test.ts', { cwd: root }).sort();
  return wanted.length === 0
    ? all
    : all.filter((file) => wanted.some((start) => file.startsWith(start.replace(/^\.\//, ''))));
}

/** @param log gets a line a file, and what tap says about a failure */
export async function runTap(
  root: string,
  { files, jobs = availableParallelism() }: TapRun,
  log: Steps,
): Promise<Totals> {
  const raw = join(root, 'node_modules/.cache/busker/last-test.tap');
  mkdirSync(dirname(raw), { recursive: true });
  const record = createWriteStream(raw);
  let lines: string[] = [];
  const reader = new TapReader((file) => {
    log.say(fileLine(file));
    if (file.failed > 0) for (const line of lines) log.say(`      ${line}`);
    lines = [];
  });
  const args = [join(root, 'node_modules/tap/dist/esm/run.mjs'), 'run', '--reporter=tap', '--no-color'];
  // Said in any case: by itself tap leaves a core free, and of two that is every second one.
  const { code, tail } = await runCommand(process.execPath, [...args, `--jobs=${jobs}`, ...files], {
    cwd: root,
    onLine: (line) => {
      record.write(`${line}\n`);
      lines.push(line);
      reader.read(line);
    },
  });
  record.end();
  // Where tap itself fails, no assertion says so.
  if (code !== 0 && reader.totals.failed.length === 0) reader.totals.failed.push(`tap ended with ${code}: ${tail}`);
  return reader.totals;
}

/** The totals of several runs as those of one. */
export function addUp(parts: readonly Totals[]): Totals {
  return {
    passed: parts.reduce((sum, { passed }) => sum + passed, 0),
    failed: parts.flatMap(({ failed }) => failed),
    notRun: parts.flatMap(({ notRun }) => notRun),
  };
}

/** The end of a test run: what was not run and why, what failed, and the totals as the last line. */
export function totalLines({ passed, failed, notRun }: Totals): string[] {
  return [
    ...notRun.map((what) => `  not run  ${what}`),
    ...failed.map((what) => `  failed   ${what}`),
    `${passed} passed, ${failed.length} failed, ${notRun.length} not run`,
  ];
}

function fileLine({ file, passed, failed, notRun, time }: FileResult): string {
  const counts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(notRun > 0 ? [`${notRun} not run`] : []),
  ];
  return `  ${failed > 0 ? '✘' : '✔'} ${file}: ${counts.join(', ')} (${seconds(time)})`;
}

function seconds(time: string): string {
  return time.endsWith('ms') ? `${(Number.parseFloat(time) / 1000).toFixed(1)} s` : time;
}
