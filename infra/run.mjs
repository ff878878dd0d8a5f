/**
 * The way in: `node infra/run.mjs <command> [arguments]`. Plain JavaScript for Node 20 or later without dependencies: it
 * finds out what is missing, says so, brings it, and continues with Node 24 in `infra/commands/<command>.ts`.
 */
import { resolve } from 'node:path';
import { commands, later } from './bootstrap/command-list.mjs';
import { continueWith } from './bootstrap/continue.mjs';
import { node24 } from './bootstrap/node-runtime.mjs';
import { installNpmPackages } from './bootstrap/npm-packages.mjs';
import { planLines, systemInstallLines } from './bootstrap/plan.mjs';
import { Problem } from './bootstrap/problem.mjs';
import { endRunning } from './bootstrap/run-command.mjs';
import { createSteps } from './bootstrap/steps.mjs';
import { survey } from './bootstrap/survey.mjs';
import { installRight, installSystemPackages } from './bootstrap/system-installer.mjs';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
// What measures prints its figures on standard output, so nothing else goes there.
const measures = ['bench', 'prove', 'load'].includes(process.argv[2] ?? '');
const steps = createSteps(measures ? process.stderr : process.stdout);

/** @param {string[]} argv @returns {Promise<number>} the exit code */
async function main([name = '', ...given]) {
  if (later[name] !== undefined) {
    console.error(`"${name}" (${later[name]}) comes with a later release.`);
    return 2;
  }
  const command = commands[name];
  if (command === undefined) {
    console.error(`Usage: node infra/run.mjs <${Object.keys({ ...commands, ...later }).join('|')}> [arguments]`);
    return 2;
  }
  const args = given.filter((arg) => arg !== '--no-system-install');
  const found = await survey(root, command, process.env);
  if (args.length < given.length) return onlyList(found);
  const end = onStop();
  await bring(found);
  const node = node24(root);
  if (node === undefined) {
    throw new Problem('npm could not bring Node 24: install Node 24 or later on this system and start again.');
  }
  end();
  return continueWith(node, root, name, args);
}

/** @param {import('./bootstrap/survey.mjs').Survey} found */
function onlyList(found) {
  for (const line of systemInstallLines(found.system)) console.log(line);
  return found.system.length === 0 ? 0 : 1;
}

/** @param {import('./bootstrap/survey.mjs').Survey} found */
async function bring(found) {
  for (const line of planLines(found)) steps.say(line);
  const required = found.system.filter((need) => need.required);
  if (required.length > 0) await installSystemPackages(required, installRight(required), steps);
  for (const need of found.system.filter((welcome) => !welcome.required)) await tryInstall(need);
  await installNpmPackages(root, found.npm, steps);
}

/** What is merely welcome is no reason to stop. @param {import('./bootstrap/system-needs.mjs').SystemNeed} need */
async function tryInstall(need) {
  try {
    await installSystemPackages([need], installRight([need]), steps);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    steps.say(`${problem.message} Until then some tests are counted as not run.`);
  }
}

/** Until Node 24 has taken over, a signal ends what is being installed. @returns {() => void} stops listening */
function onStop() {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    endRunning(signal);
    process.exit(130);
  };
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (problem) {
  if (!(problem instanceof Problem)) throw problem;
  if (problem.tail !== '') console.error(problem.tail);
  console.error(problem.message);
  process.exitCode = 1;
}
