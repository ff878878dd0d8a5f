/** The Node 24 that runs Busker: this one where it is new enough, else the binary of the npm package `node`. */
import { spawnSync } from 'node:child_process';
import { join, sep } from 'node:path';
import { isExecutable } from './find-command.mjs';

const wanted = 24;

/** Whether the Node of the system (not one from node_modules) is new enough. @param {string} root */
export function systemNodeIsEnough(root) {
  const ours = process.execPath.startsWith(join(root, 'node_modules') + sep);
  return !ours && Number(process.versions.node.split('.')[0]) >= wanted;
}

/** Path of a Node 24 or later, or undefined where there is none yet. @param {string} root */
export function node24(root) {
  if (systemNodeIsEnough(root)) return process.execPath;
  const packaged = packagedNode(root);
  return isExecutable(packaged) && major(packaged) >= wanted ? packaged : undefined;
}

/** @param {string} root */
export function packagedNode(root) {
  return join(root, 'node_modules/node/bin/node');
}

/** @param {string} node */
function major(node) {
  if (node === process.execPath) return Number(process.versions.node.split('.')[0]);
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0);
}
