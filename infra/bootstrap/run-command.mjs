/** Runs one outside command to its end, keeps the tail of what it said, and ends with us when we are told to stop. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Problem } from './problem.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(line: string) => void} [onLine]
 * @property {boolean} [interactive] the command may ask on the terminal (sudo's password)
 */

const tailLines = 25;
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a command.
 * @param {string} command @param {readonly string[]} args @param {RunOptions} [options]
 * @returns {Promise<{ code: number, tail: string }>} its exit code (127 where it cannot start, 128 after a signal)
 */
export async function runCommand(command, args, options = {}) {
  const child = spawn(command, [...args], {
    stdio: [options.interactive ? 'inherit' : 'ignore', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: options.env ?? process.env,
  });
  running.add(child);
  /** @type {string[]} */
  const tail = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
      options.onLine?.(line);
    });
  }
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      tail.push(error.message);
      resolve(127);
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 128));
  });
  running.delete(child);
  return { code, tail: tail.join('\n') };
}

/**
 * Runs a command that has to succeed.
 * @param {string} command @param {readonly string[]} args
 * @param {string} advice the sentence for the person when it does not
 * @param {RunOptions} [options]
 */
export async function mustRun(command, args, advice, options) {
  const { code, tail } = await runCommand(command, args, options);
  if (code === 0) return;
  const full = /no space left on device|ENOSPC/i.test(tail);
  throw new Problem(full ? `The disk is full: free some space. ${advice}` : advice, tail);
}

/** Ends what is still running. @param {NodeJS.Signals} signal */
export function endRunning(signal) {
  for (const child of running) child.kill(signal);
}
