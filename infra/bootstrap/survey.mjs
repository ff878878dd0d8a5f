/** Finds out what a command needs and this machine does not have. Changes nothing. */
import { cachedWorker, mediasoupVersion, workerRuns } from './media-worker-cache.mjs';
import { prebuiltReachable, prebuiltUrl } from './media-worker-prebuilt.mjs';
import { node24 } from './node-runtime.mjs';
import { npmState } from './npm-packages.mjs';
import { chromiumNeed, opensslNeed, postgres15Need, redisNeed, turnNeed, workerBuildNeeds } from './system-needs.mjs';

/** @typedef {Readonly<Record<string, string | undefined>>} Environment */
/** @typedef {'ready' | 'download' | 'build'} WorkerState */
/**
 * @typedef {object} Survey
 * @property {import('./system-needs.mjs').SystemNeed[]} system
 * @property {import('./npm-packages.mjs').NpmState} npm
 * @property {string | undefined} node why Node 24 has to be fetched
 * @property {WorkerState} worker
 * @property {string} workerVersion
 */

/**
 * @param {string} root @param {import('./command-list.mjs').Command} command @param {Environment} env
 * @returns {Promise<Survey>}
 */
export async function survey(root, command, env) {
  const worker = command.services ? await surveyWorker(root, env) : 'ready';
  return {
    system: [
      ...(command.services ? redisNeed(env) : []),
      ...(worker === 'build' ? workerBuildNeeds(env) : []),
      ...(command.services && !env.MEDIA_WORKER_BIN ? opensslNeed(env) : []),
      ...(command.browser ? chromiumNeed(env) : []),
      ...(command.postgres15 === true ? postgres15Need() : []),
      ...(command.turn === undefined ? [] : turnNeed(env, command.turn === 'required')),
    ],
    npm: npmState(root),
    node: node24(root) === undefined ? `this is Node ${process.versions.node}, Busker runs on 24` : undefined,
    worker,
    workerVersion: mediasoupVersion(root),
  };
}

/** @param {string} root @param {Environment} env @returns {Promise<WorkerState>} */
async function surveyWorker(root, env) {
  if (env.MEDIA_WORKER_BIN || workerRuns(cachedWorker(root, env))) return 'ready';
  return (await prebuiltReachable(prebuiltUrl(root, env))) ? 'download' : 'build';
}
