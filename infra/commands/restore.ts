/**
 * `npm run restore -- --from <backup folder> (--to-time <ISO time> | --latest) --into <new data directory>`: the database of a
 * backup folder as it was at a moment, as a data directory that `npm start` goes on with.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Restored, type RestoreRequest, restore } from '../backup/restore.ts';
import { targetTime } from '../backup/restore-target.ts';
import { endWithParent } from '../bootstrap/end-with-parent.ts';
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { createSteps } from '../bootstrap/steps.mjs';
import { root } from '../supervisor/checkout.ts';

const usage =
  'Usage: npm run restore -- --from <backup folder> (--to-time <ISO time> | --latest) --into <new data directory>';
const wrongUse = 2;

endWithParent();
await runCommandBody(async () => {
  const given = readArguments();
  if (given === undefined) {
    console.error(usage);
    return wrongUse;
  }
  const log = createSteps();
  const startedMs = performance.now();
  const restored = await restore({ ...given, root, log, started: endWithUs });
  for (const line of describe(restored, given, performance.now() - startedMs)) log.say(line);
  return 0;
});

function readArguments(): Pick<RestoreRequest, 'from' | 'into' | 'target'> | undefined {
  const { from, into, latest, 'to-time': time } = parsed() ?? {};
  if (from === undefined || into === undefined || (latest === true) === (time !== undefined)) return undefined;
  const target = time === undefined ? ({ kind: 'latest' } as const) : targetTime(time);
  // A person's paths are theirs, wherever npm runs us.
  const here = process.env.INIT_CWD ?? process.cwd();
  return { from: resolve(here, from), into: resolve(here, into), target };
}

function parsed() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { from: text, into: text, 'to-time': text, latest: { type: 'boolean' } } }).values;
  } catch {
    return undefined;
  }
}

/** Nothing of a restore that is cut short goes on. */
function endWithUs(postgres: { kill(signal: NodeJS.Signals): boolean }): void {
  process.once('exit', () => postgres.kill('SIGKILL'));
}

function describe(
  { base, staged, replay }: Restored,
  { into }: Pick<RestoreRequest, 'into'>,
  tookMs: number,
): string[] {
  const last = replay.lastAt ?? `${base.manifest.endedAt} (the base backup itself)`;
  return [
    `Restored from ${base.name} and ${staged.count} WAL segments in ${(tookMs / 1000).toFixed(1)} s: the last transaction is of ${last}.`,
    `Go on with it: BUSKER_DATA_DIR='${into}' npm start (with a BUSKER_BACKUP_DIR of its own, or none).`,
    'What that moment does not know: docs/backups.md, "After a restore".',
  ];
}
