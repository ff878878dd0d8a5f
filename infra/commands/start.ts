/** `npm start`: everything Busker is, on this machine, until Ctrl-C. */
import { buildPage, generatePrismaClient } from '../bootstrap/builds.ts';
import { ensureMediaWorker } from '../bootstrap/media-worker.ts';
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { createSteps } from '../bootstrap/steps.mjs';
import { root } from '../supervisor/checkout.ts';
import { runUntilStopped } from '../supervisor/run-until-stopped.ts';
import { Stack } from '../supervisor/stack.ts';

const demoAccounts = [
  ['performer@busker.example', 'is live from the start'],
  ['viewer@busker.example', 'has 5,000 tokens'],
  ['fan@busker.example', 'has 5,000 tokens'],
  ['supporter@busker.example', 'lends bandwidth'],
  ['moderator@busker.example', 'keeps order'],
  ['admin@busker.example', 'sees everything'],
];

await runCommandBody(async () => {
  const log = createSteps();
  const stack = new Stack({ env: process.env, log });
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

function demoLines(): string[] {
  const accounts = demoAccounts.map(([account = '', what = '']) => `  ${account.padEnd(28)} ${what}`);
  return ['Demo accounts, each with the password busker-demo:', ...accounts];
}
