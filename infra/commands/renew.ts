/**
 * `npm run renew`: the media nodes of the Busker that runs in this data directory are started anew, one after the other, each when its rooms
 * have gone to the others. What they run then is what lies in this checkout now.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '#config/config.ts';
import { Problem } from '../bootstrap/problem.mjs';
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { createSteps } from '../bootstrap/steps.mjs';
import { root } from '../supervisor/checkout.ts';
import { answersOk } from '../supervisor/node-children.ts';
import { type Ports, portsOfNode } from '../supervisor/ports.ts';
import { isAlive, sendSignal } from '../supervisor/process-identity.ts';
import { type RunFile, readRunFile } from '../supervisor/run-file.ts';
import { waitUntil } from '../supervisor/wait-until.ts';

/** Of one node: until it is empty, has ended, and is ready again. */
const oneWithinMs = 110_000;

await runCommandBody(async () => {
  parseArgs({ options: {} });
  const config = readConfig();
  const file = join(resolve(root, config.dataDir), 'run.json');
  const before = readRunFile(file);
  const supervisor = supervisorOf(before);
  const nodes = Object.keys(before.children).filter((name) => /^media(-\d+)?$/.test(name));
  if (nodes.length < 2) {
    throw new Problem('There are not two media nodes, so nobody could take over from one: start with --media-nodes 2.');
  }
  if (!sendSignal(supervisor.pid, 'SIGUSR2')) throw new Problem('The Busker of this data directory is another user’s.');
  await createSteps().step(`Start ${nodes.join(', ')} anew, one after the other`, async (tell) => {
    const left = (): string[] => {
      const { children } = readRunFile(file);
      return nodes.filter((name) =>
        [undefined, before.children[name]?.startToken].includes(children[name]?.startToken),
      );
    };
    const isOver = async (): Promise<boolean> => {
      if (!isAlive(supervisor)) throw new Problem('Busker stopped meanwhile.');
      tell(`waiting for ${left().join(', ') || 'the last to be ready'}`);
      return left().length === 0 && (await isReady(before, nodes.length - 1, config.media.workers));
    };
    if (await waitUntil(isOver, { timeoutMs: nodes.length * oneWithinMs, everyMs: 200 })) return;
    throw new Problem(`${left().join(', ') || nodes.at(-1)} did not come back in time: see the log of Busker.`);
  });
  return 0;
});

function supervisorOf({ pid, startToken }: RunFile) {
  const identity = pid === undefined || startToken === undefined ? undefined : { pid, startToken };
  if (identity !== undefined && isAlive(identity)) return identity;
  throw new Problem('No Busker runs in this data directory: BUSKER_DATA_DIR names another.');
}

function isReady({ ports }: RunFile, index: number, workers: number): Promise<boolean> {
  return answersOk(`http://127.0.0.1:${portsOfNode(ports as unknown as Ports, index, workers).metrics}/readyz`);
}
