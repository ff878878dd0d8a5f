/** `npm start [-- --media-nodes N]`: everything Busker is, on this machine, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { buildPage, generatePrismaClient } from '../bootstrap/builds.ts';
import { ensureMediaWorker } from '../bootstrap/media-worker.ts';
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { createSteps } from '../bootstrap/steps.mjs';
import { root } from '../supervisor/checkout.ts';
import { runUntilStopped } from '../supervisor/run-until-stopped.ts';
import { Stack } from '../supervisor/stack.ts';

const demoAccounts = [
  ['performer@busker.example', 'is live from the start, and goes live from /studio'],
  ['viewer@busker.example', 'watches'],
  ['fan@busker.example', 'watches too'],
  ['supporter@busker.example', 'will relay streams (a later release)'],
  ['moderator@busker.example', 'moderates every room, once it has a second factor (settings)'],
  ['admin@busker.example', 'runs the site at /admin, once it has a second factor'],
];

await runCommandBody(async () => {
  const log = createSteps();
  const stack = new Stack({ env: { ...process.env, ...given() }, log });
  await runUntilStopped(stack, log, async () => {
    const { config, urls } = await stack.open();
    await ensureMediaWorker(root, log);
    await generatePrismaClient(root, log);
    await buildPage(root, log);
    await stack.start();
    log.say(`Busker is live at ${urls.public}`);
    if (config.demo) for (const line of demoLines()) log.say(line);
  });
  return 0;
});

/** What the command line says goes before the environment. */
function given(): Record<string, string> {
  const { values } = parseArgs({ options: { 'media-nodes': { type: 'string' } } });
  const nodes = values['media-nodes'];
  return nodes === undefined ? {} : { MEDIA_NODES: nodes };
}

function demoLines(): string[] {
  const accounts = demoAccounts.map(([account = '', what = '']) => `  ${account.padEnd(28)} ${what}`);
  return ['Demo accounts, each with the password busker-demo:', ...accounts];
}
