/** `npm run bench -- NAME`: runs tests/bench/NAME.ts, which prints a JSON line a figure; progress goes to standard error. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage, generatePrismaClient } from '../bootstrap/builds.ts';
import { ensureMediaWorker } from '../bootstrap/media-worker.ts';
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { createSteps } from '../bootstrap/steps.mjs';
import { root } from '../supervisor/checkout.ts';

const known = ['joins', 'tips', 'ledger', 'chat', 'fanout', 'reports'];
const unknownName = 2;

await runCommandBody(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const names = benches();
  if (!names.includes(name)) {
    console.error(`Usage: npm run bench -- <${names.join('|')}>. Others come with their features.`);
    return unknownName;
  }
  const log = createSteps(process.stderr);
  process.env.MEDIA_WORKER_BIN = await ensureMediaWorker(root, log);
  await generatePrismaClient(root, log);
  await buildPage(root, log);
  const child = spawn(process.execPath, [join(root, 'tests/bench', `${name}.ts`), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.on('disconnect', () => child.kill('SIGTERM'));
  process.channel?.unref();
  const [code] = await once(child, 'exit');
  return code ?? 1;
});

function benches(): string[] {
  return known.filter((name) => existsSync(join(root, 'tests/bench', `${name}.ts`)));
}
