/** What holds for the sources without running them: format, lint, types, and the house rules. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../bootstrap/problem.mjs';
import { runCommand } from '../bootstrap/run-command.mjs';
import type { Steps } from '../bootstrap/steps.mjs';
import { runTap } from './run-tap.ts';
import type { Totals } from './tap-reader.ts';

/** The tests that read the sources. */
export const houseRules = ['tests/architecture.test.ts', 'tests/tidy.test.ts', 'tests/protocol.test.ts'];

/**
 * Runs all of them, so that one sees everything there is to mend.
 * @throws Problem where format, lint or types do not hold
 */
export async function runChecks(root: string, log: Steps): Promise<Totals> {
  const tool = (title: string, file: string, args: readonly string[]): Promise<boolean> =>
    holds(root, log, title, [join(root, 'node_modules', file), ...args]);
  const types = (title: string, project: string): Promise<boolean> =>
    tool(title, 'typescript/bin/tsc', ['-p', join(root, project), '--pretty', 'false']);
  const held = await Promise.all([
    tool('Format and lint', '@biomejs/biome/bin/biome', ['check', '--colors=off', '--max-diagnostics=200', '.']),
    types('Types', '.'),
    types('Types of the page', 'web-client'),
    types('Types of the bench’s pages', 'tests/bench/pages'),
  ]);
  const rules = await runTap(root, { files: houseRules.filter((file) => existsSync(join(root, file))) }, log);
  if (!held.every(Boolean)) {
    throw new Problem(
      'Format, lint or types do not hold: mend what is listed above (npm run format mends what it can).',
    );
  }
  return rules;
}

async function holds(root: string, log: Steps, title: string, args: readonly string[]): Promise<boolean> {
  const lines: string[] = [];
  const options = { cwd: root, onLine: (line: string) => void lines.push(line) };
  return log
    .step(title, async () => {
      if ((await runCommand(process.execPath, args, options)).code !== 0) throw new Problem(title);
      return true;
    })
    .catch(() => {
      for (const line of lines) log.say(`    ${line}`);
      return false;
    });
}
