/**
 * The sources once more in a folder of their own, to break them there: what is landed is never edited, not even for a test.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, root } from '../../infra/fixtures/scratch.ts';

export interface CopiedTree {
  readonly folder: string;
  /** Runs a test file in it. */
  run(test: string): Promise<TestRun>;
  remove(): void;
}

export interface TestRun {
  readonly passed: boolean;
  /** Names of tests that failed, with those of their assertions. */
  readonly failed: readonly string[];
  /** The end of what it said. */
  readonly said: string;
  readonly seconds: number;
}

const left = ['.git', '.busker', '.tap', 'node_modules', 'coverage'];
const withinMs = 300_000;

/** Of what is in the working tree now; npm's packages are those of the tree. */
export function copyTree(): CopiedTree {
  const folder = mkdtempSync(join(tmpdir(), 'busker-mutation-'));
  // As root, Postgres runs as somebody else, who walks through here.
  chmodSync(folder, 0o711);
  for (const name of readdirSync(root)) {
    if (!left.includes(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, run: (test) => runIn(folder, test), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function runIn(folder: string, test: string): Promise<TestRun> {
  const startedMs = performance.now();
  // Its clusters are of broken migrations, and go with it.
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  chmodSync(temporary, 0o1777);
  const child = spawn(process.execPath, ['--no-warnings', test], {
    ...{
      cwd: folder,
      env: cleanEnvironment({ TMPDIR: temporary, TAP_TIMEOUT: '300' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
    ...{ timeout: withinMs, killSignal: 'SIGKILL' },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  const [code] = await once(child, 'close');
  const failed = [...text.matchAll(/^\s*not ok \d+ - (.*?)(?: # time=.*)?$/gm)].map(([, name = '']) => name);
  const seconds = (performance.now() - startedMs) / 1_000;
  return { passed: code === 0, failed, said: text.slice(-4_000), seconds };
}
