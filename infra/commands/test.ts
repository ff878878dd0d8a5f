/**
 * `npm test`: everything that proves the product. The checks first, then all tests, the journeys last and one at a time.
 * Paths as arguments choose among the tests and leave the checks out: `npm test -- tests/infra`.
 */
import { buildPage, buildTap, generatePrismaClient } from '../bootstrap/builds.ts';
import { endWithParent } from '../bootstrap/end-with-parent.ts';
import { ensureMediaWorker } from '../bootstrap/media-worker.ts';
import { Problem } from '../bootstrap/problem.mjs';
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { createSteps } from '../bootstrap/steps.mjs';
import { houseRules, runChecks } from '../checks/run-checks.ts';
import { addUp, findTests, runTap, totalLines } from '../checks/run-tap.ts';
import type { Totals } from '../checks/tap-reader.ts';
import { root } from '../supervisor/checkout.ts';

const log = createSteps();
const wanted = process.argv.slice(2);

endWithParent();
await runCommandBody(async () => {
  const startedMs = performance.now();
  const files = findTests(root, wanted);
  if (files.length === 0) throw new Problem(`No test file is below ${wanted.join(' or ')}.`);
  await generatePrismaClient(root, log);
  await buildTap(root, log);
  const checks = wanted.length === 0 ? [await runChecks(root, log)] : [];
  process.env.MEDIA_WORKER_BIN = await ensureMediaWorker(root, log);
  await buildPage(root, log);
  const rest = wanted.length === 0 ? files.filter((file) => !houseRules.includes(file)) : files;
  const isJourney = (file: string): boolean => file.startsWith('tests/journeys/');
  const totals = addUp([
    ...checks,
    await runSome(rest.filter((file) => !isJourney(file))),
    // A journey has a browser, a server and a media node: side by side they would measure each other.
    await runSome(rest.filter(isJourney), 1),
  ]);
  for (const line of totalLines(totals)) log.say(line);
  log.say(`in ${Math.round((performance.now() - startedMs) / 1000)} s`);
  return totals.failed.length === 0 ? 0 : 1;
});

async function runSome(files: readonly string[], jobs?: number): Promise<Totals> {
  if (files.length === 0) return { passed: 0, failed: [], notRun: [] };
  return runTap(root, { files, ...(jobs === undefined ? {} : { jobs }) }, log);
}
