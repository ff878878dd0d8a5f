/**
 * Runs a program of `tests/` that measures or proves: brings what it needs first, says so on standard error, and hands it
 * the arguments. What it prints on standard output is its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildPage, generatePrismaClient } from '../bootstrap/builds.ts';
import { ensureMediaWorker } from '../bootstrap/media-worker.ts';
import { createSteps } from '../bootstrap/steps.mjs';

/** @param file from the root. @returns its exit code; a signal to us is one to it */
export async function runProgram(root: string, file: string, args: readonly string[]): Promise<number> {
  const log = createSteps(process.stderr);
  process.env.MEDIA_WORKER_BIN = await ensureMediaWorker(root, log);
  await generatePrismaClient(root, log);
  await buildPage(root, log);
  const child = spawn(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.on('disconnect', () => child.kill('SIGTERM'));
  process.channel?.unref();
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
