/** Runs a Node program of ours that does one thing and ends: migrations, seed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Problem } from '../bootstrap/problem.mjs';
import { ChildLog } from './child-log.ts';

export interface OneOff {
  readonly name: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logFile: string;
}

/**
 * @param started is handed the process, so that it can be ended
 * @throws Problem with its last lines where it fails
 */
export async function runOneOff(oneOff: OneOff, started: (child: ChildProcess) => void): Promise<void> {
  const { name, file, env, cwd, logFile } = oneOff;
  const child = spawn(process.execPath, [file], { env, cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  started(child);
  child.stdin.on('error', () => undefined);
  const log = new ChildLog(logFile, () => undefined);
  log.follow(child.stdout, child.stderr);
  const [code, signal] = await once(child, 'close');
  log.close();
  if (code === 0) return;
  const how = signal === null ? `exit code ${code}` : signal;
  throw new Problem(`The step "${name}" failed (${how}): see ${logFile}.`, log.lastLines.join('\n'));
}
