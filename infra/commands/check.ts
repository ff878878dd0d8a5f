/** `npm run check`: format, lint, types, architecture, tidiness, protocol. */
import { buildTap, generatePrismaClient } from '../bootstrap/builds.ts';
import { endWithParent } from '../bootstrap/end-with-parent.ts';
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { createSteps } from '../bootstrap/steps.mjs';
import { runChecks } from '../checks/run-checks.ts';
import { totalLines } from '../checks/run-tap.ts';
import { root } from '../supervisor/checkout.ts';

endWithParent();
await runCommandBody(async () => {
  const log = createSteps();
  await generatePrismaClient(root, log);
  await buildTap(root, log);
  const totals = await runChecks(root, log);
  for (const line of totalLines(totals)) log.say(line);
  return totals.failed.length === 0 ? 0 : 1;
});
