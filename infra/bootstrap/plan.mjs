/** Says what is missing and why, before anything is done about it. */
import { packagesOf } from './system-installer.mjs';

/** @typedef {import('./survey.mjs').Survey} Survey */
/** @typedef {import('./system-needs.mjs').SystemNeed} SystemNeed */

/** Lines that say what will be done; none where nothing is missing. @param {Survey} found @returns {string[]} */
export function planLines({ system, npm, node, worker, workerVersion }) {
  const lines = [
    ...systemLines(system),
    ...(npm.install === undefined ? [] : [`npm packages: ${npm.install}`]),
    ...(node === undefined ? [] : [`Node 24 from the npm package "node": ${node}`]),
    ...(npm.install === undefined && node === undefined && npm.scripts.length > 0
      ? [`install scripts of ${npm.scripts.join(' and ')}: they have not run`]
      : []),
    ...(worker === 'download'
      ? [`the media worker (mediasoup ${workerVersion}): downloaded, as it is not in the cache`]
      : []),
    ...(worker === 'build'
      ? [`the media worker (mediasoup ${workerVersion}): built from its sources, 2 to 7 minutes, once on a machine`]
      : []),
  ];
  return lines.length === 0 ? [] : ['Missing here, and brought now:', ...lines.map((line) => `  - ${line}`)];
}

/** What the system's package manager would install. @param {readonly SystemNeed[]} needs @returns {string[]} */
export function systemInstallLines(needs) {
  if (needs.length === 0) return ["Nothing has to be installed with the system's package manager."];
  return [
    "To install with the system's package manager (nothing was done):",
    ...systemLines(needs).map((line) => `  - ${line}`),
    `Run: apt-get install -y --no-install-recommends ${packagesOf(needs).join(' ')}`,
  ];
}

/** @param {readonly SystemNeed[]} needs */
function systemLines(needs) {
  return needs.map(
    ({ packages, why }) => `Debian ${packages.length > 1 ? 'packages' : 'package'} ${packages.join(', ')}: ${why}`,
  );
}
