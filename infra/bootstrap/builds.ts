/** What is made from this checkout's own files before something runs: Prisma's client, the page, tap's test class. */
import { join } from 'node:path';
import { type Build, buildOnce } from './build-once.ts';
import { mustRun } from './run-command.mjs';
import type { Steps } from './steps.mjs';

/** prisma/client, from the schema. @throws Problem where Prisma refuses it */
export async function generatePrismaClient(root: string, steps: Steps): Promise<void> {
  const advice = 'Prisma could not generate its client: see its last lines; the schema is in prisma/schema.';
  // Generating needs no schema engine, which would be downloaded: any program stands in for it.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  await buildOnce(
    root,
    {
      name: 'prisma-client',
      title: 'Generate the Prisma client',
      inputs: ['prisma/schema', 'prisma.config.ts', 'package-lock.json'],
      output: 'prisma/client/client.ts',
      make: program(root, 'prisma/build/index.js', ['generate'], advice, env),
    },
    steps,
  );
}

/** web-client/dist. @throws Problem where it does not build */
export async function buildPage(root: string, steps: Steps): Promise<void> {
  const advice = 'The page could not be built: see the last lines; its sources are in web-client.';
  await buildOnce(
    root,
    {
      name: 'web-client',
      title: 'Build the page',
      inputs: ['web-client', 'server/protocol', 'server/kernel', 'package-lock.json'],
      output: 'web-client/dist/index.html',
      make: program(root, 'vite/bin/vite.js', ['build', '--config', 'web-client/vite.config.ts'], advice),
    },
    steps,
  );
}

/** tap compiles its plugins in, once an install. @throws Problem where that fails */
export async function buildTap(root: string, steps: Steps): Promise<void> {
  const advice = 'tap could not be prepared: see its last lines; its settings are in .taprc.';
  await buildOnce(
    root,
    {
      name: 'tap',
      title: 'Prepare tap',
      inputs: ['.taprc', 'package-lock.json'],
      output: '.taprc',
      make: program(root, 'tap/dist/esm/run.mjs', ['build'], advice),
    },
    steps,
  );
}

function program(
  root: string,
  file: string,
  args: readonly string[],
  advice: string,
  env = process.env,
): Build['make'] {
  const path = join(root, 'node_modules', file);
  return (tell) => mustRun(process.execPath, [path, ...args], advice, { cwd: root, env, onLine: tell });
}
