/** Hands over to Node 24: runs infra/commands/<command>.ts, passes signals on, and ends as it ends. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const parentCheckMs = 1_000;

/**
 * @param {string} root @param {string} node path of Node 24 @param {string} command @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function continueWith(node, root, command, args) {
  // The command notices by the closing of the channel ("ipc") that we are gone, however we went.
  const child = spawn(node, [join(root, 'infra/commands', `${command}.ts`), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  const watch = watchNpm(() => child.kill('SIGTERM'));
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (exitCode, signal) => resolve(exitCode ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 9)));
  });
  clearInterval(watch);
  return code;
}

/** npm passes SIGINT and SIGTERM on; where it was killed it cannot, and its going is all there is to see. @param {() => void} gone */
function watchNpm(gone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    gone();
  }, parentCheckMs);
  return timer;
}
