/**
 * Where the mediasoup worker of this checkout lies: in a cache shared between checkouts, under a name made of mediasoup's
 * version, our build recipe and the system it runs on. Written only by rename, so what is there is whole.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { contentStamp } from './content-stamp.mjs';
import { isExecutable } from './find-command.mjs';

/** How the worker ends when it is started by anybody but mediasoup: proof that it runs on this system. */
const exitCodeWithoutParent = 41;

const recipe = 'infra/mediasoup-worker';

/** The folder of built parts that checkouts share. @param {Readonly<Record<string, string | undefined>>} env */
export function cacheFolder(env) {
  if (env.BUSKER_CACHE_DIR) return resolve(env.BUSKER_CACHE_DIR);
  return env.XDG_CACHE_HOME ? join(env.XDG_CACHE_HOME, 'busker') : join(homedir(), '.cache/busker');
}

/** mediasoup's version as the lock file has it (it may not be installed yet). @param {string} root */
export function mediasoupVersion(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return String(lock.packages['node_modules/mediasoup'].version);
}

/** Path of the cached worker, there or not. @param {string} root @param {Readonly<Record<string, string | undefined>>} env */
export function cachedWorker(root, env) {
  const version = mediasoupVersion(root);
  const system = [process.platform, process.arch, distribution()];
  const stamp = contentStamp(root, [`${recipe}/CMakeLists.txt`, `${recipe}/shim`], system).slice(0, 16);
  return join(cacheFolder(env), 'mediasoup-worker', `${version}-${stamp}`, 'mediasoup-worker');
}

/** Whether a worker binary runs on this system. @param {string} file */
export function workerRuns(file) {
  return isExecutable(file) && spawnSync(file, { env: {}, stdio: 'ignore' }).status === exitCodeWithoutParent;
}

/** The worker is linked with the distribution's libraries, so its release is part of the name. */
function distribution() {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').split('\n');
    return lines.filter((line) => /^(ID|VERSION_ID)=/.test(line)).join(' ');
  } catch {
    return '';
  }
}
