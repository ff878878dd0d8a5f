/** Installs Debian packages, after finding out whether this user may; where it may not, says what a person has to run. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findCommand } from './find-command.mjs';
import { Problem } from './problem.mjs';
import { mustRun, runCommand } from './run-command.mjs';

/** @typedef {import('./system-needs.mjs').SystemNeed} SystemNeed */
/** @typedef {{ prefix: readonly string[], interactive: boolean }} Right how apt-get may be called */

/** @param {readonly SystemNeed[]} needs */
export function packagesOf(needs) {
  return [...new Set(needs.flatMap(({ packages }) => packages))];
}

/**
 * How packages may be installed here.
 * @param {readonly SystemNeed[]} needs
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Right}
 * @throws {Problem} one sentence naming what to install, where this user may not or the system is no Debian
 */
export function installRight(needs, env = process.env) {
  const packages = packagesOf(needs).join(' ');
  const missing = `${needs.map(({ what }) => what).join(' and ')} ${needs.length > 1 ? 'are' : 'is'} missing`;
  if (!findCommand('apt-get', env)) {
    throw new Problem(
      `${missing} and this system has no apt-get: install what Debian calls ${packages} and start again.`,
    );
  }
  if (process.getuid?.() === 0) return { prefix: [], interactive: false };
  if (findCommand('sudo', env)) {
    if (spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0) {
      return { prefix: ['sudo', '-n'], interactive: false };
    }
    if (process.stdin.isTTY) return { prefix: ['sudo'], interactive: true };
  }
  throw new Problem(
    `${missing} and this user may not install: have an administrator run \`apt-get update && apt-get install -y --no-install-recommends ${packages}\`, then start again.`,
  );
}

/**
 * @param {readonly SystemNeed[]} needs @param {Right} right
 * @param {import('./steps.mjs').Steps} steps
 */
export async function installSystemPackages(needs, right, steps) {
  const packages = packagesOf(needs);
  await steps.step(`Install ${packages.join(', ')}`, async (tell) => {
    const options = { interactive: right.interactive, onLine: tell };
    // A failing update is no reason to stop: what the lists have may be enough.
    await runCommand(...aptGet(right, ['update']), options);
    const advice = `apt-get could not install ${packages.join(' ')}: install them by hand and start again.`;
    const [command, args] = aptGet(right, ['install', '-y', '--no-install-recommends', ...packages]);
    await mustRun(command, args, advice, options);
    for (const { service } of needs) if (service !== undefined) await keepStopped(right, service, options);
  });
}

/**
 * Debian starts what it installs, with a configuration that is not ours, for the whole network.
 * @param {Right} right @param {string} service @param {Parameters<typeof runCommand>[2]} options
 */
async function keepStopped({ prefix }, service, options) {
  if (!existsSync('/run/systemd/system')) return;
  const [command = 'systemctl', ...args] = [...prefix, 'systemctl', 'disable', '--now', service];
  await runCommand(command, args, options);
}

/** @param {Right} right @param {readonly string[]} args @returns {[string, string[]]} */
function aptGet({ prefix }, args) {
  const [command = 'env', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  return [command, rest];
}
