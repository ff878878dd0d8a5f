/** Brings the mediasoup worker into the cache: downloaded where it can be had and runs here, else built from its sources. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '#config/config.ts';
import { cachedWorker, mediasoupVersion, workerRuns } from './media-worker-cache.mjs';
import { prebuiltReachable, prebuiltUrl } from './media-worker-prebuilt.mjs';
import { Problem } from './problem.mjs';
import { mustRun, runCommand } from './run-command.mjs';
import type { Steps, Tell } from './steps.mjs';
import { installRight, installSystemPackages } from './system-installer.mjs';
import { workerBuildNeeds } from './system-needs.mjs';

const downloadTimeoutMs = 120_000;

/** @returns the path of a worker that runs here: the cached one, or the one MEDIA_WORKER_BIN names */
export async function ensureMediaWorker(root: string, steps: Steps, env: Environment = process.env): Promise<string> {
  if (env.MEDIA_WORKER_BIN) return givenWorker(env.MEDIA_WORKER_BIN);
  const wanted = cachedWorker(root, env);
  if (workerRuns(wanted)) return wanted;
  const folder = dirname(wanted);
  mkdirSync(folder, { recursive: true });
  // Everybody works in a folder of his own and puts the result in place by rename: two builds at once do no harm.
  const draft = mkdtempSync(join(folder, 'draft-'));
  try {
    const version = mediasoupVersion(root);
    const url = prebuiltUrl(root, env);
    const made = (await download(url, draft, version, steps)) ?? (await build(root, draft, version, steps));
    renameSync(made, wanted);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return wanted;
}

function givenWorker(file: string): string {
  if (workerRuns(file)) return file;
  throw new Problem(
    `MEDIA_WORKER_BIN names ${file}, which is no mediasoup worker that runs here: correct it or leave it out.`,
  );
}

async function download(url: string, draft: string, version: string, steps: Steps): Promise<string | undefined> {
  if (!(await prebuiltReachable(url))) return undefined;
  const file = join(draft, 'mediasoup-worker');
  await steps
    .step(`Download the media worker (mediasoup ${version})`, async () => {
      const answer = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) });
      if (!answer.ok) throw new Problem(`The download answered ${answer.status}.`);
      writeFileSync(`${file}.tgz`, Buffer.from(await answer.arrayBuffer()));
      await mustRun('tar', ['-xzf', `${file}.tgz`, '-C', draft], 'The download could not be unpacked.');
    })
    .catch((error: unknown) => steps.say(`    ${error instanceof Error ? error.message : error} It is built instead.`));
  if (workerRuns(file)) return file;
  steps.say('    The prebuilt media worker does not run here; it is built instead.');
  return undefined;
}

async function build(root: string, draft: string, version: string, steps: Steps): Promise<string> {
  const needs = workerBuildNeeds(process.env);
  if (needs.length > 0) await installSystemPackages(needs, installRight(needs), steps);
  const out = join(draft, 'out');
  const sources = join(root, 'node_modules/mediasoup');
  const file = join(out, 'mediasoup-worker');
  const advice =
    'The media worker could not be built: see the last lines, or set MEDIA_WORKER_BIN to one that runs here.';
  await steps.step(`Build the media worker (mediasoup ${version}; minutes, once)`, async (tell) => {
    const recipe = join(root, 'infra/mediasoup-worker');
    const configure = [
      '-S',
      recipe,
      '-B',
      out,
      '-G',
      'Ninja',
      '-DCMAKE_BUILD_TYPE=Release',
      `-DMEDIASOUP_DIR=${sources}`,
    ];
    await mustRun('cmake', configure, advice);
    await mustRun('ninja', ['-C', out], advice, { onLine: (line) => tellProgress(line, tell) });
    await runCommand('strip', [file]);
    if (!workerRuns(file)) throw new Problem(advice);
  });
  return file;
}

/** Ninja's lines begin with "[done/all]". */
function tellProgress(line: string, tell: Tell): void {
  const [, done, all] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
  if (done !== undefined && all !== undefined) tell(`${Math.floor((100 * Number(done)) / Number(all))} %`);
}
