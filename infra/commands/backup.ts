/**
 * `npm run backup [-- --keep N]`: a base backup of the embedded Postgres of the Busker that runs in this data directory, into
 * the folder it archives to. Afterwards the newest N (7) are kept, with the WAL from the oldest of them on.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '#config/config.ts';
import { backupFolder } from '../backup/backup-folder.ts';
import { type Base, bytesOf } from '../backup/base-manifest.ts';
import { readClaim } from '../backup/claim-folder.ts';
import { type BackupSession, openSession } from '../backup/database-session.ts';
import { prune } from '../backup/prune.ts';
import { takeBase } from '../backup/take-base.ts';
import { endWithParent } from '../bootstrap/end-with-parent.ts';
import { Problem } from '../bootstrap/problem.mjs';
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { createSteps } from '../bootstrap/steps.mjs';
import { root } from '../supervisor/checkout.ts';
import { ownCredentials } from '../supervisor/credentials.ts';
import { superuserConnection } from '../supervisor/postgres/ensure-roles.ts';
import { isAlive } from '../supervisor/process-identity.ts';
import { readRunFile } from '../supervisor/run-file.ts';

endWithParent();
await runCommandBody(async () => {
  const keep = wantedBackups();
  const { dataDir: given, database, secret } = readConfig();
  if (database.url !== undefined) {
    throw new Problem('DATABASE_URL names a Postgres of yours: docs/backups.md says how to back that up.');
  }
  const dataDir = resolve(root, given);
  const log = createSteps();
  const session = await openSession(connectionTo(dataDir));
  try {
    const folder = archiveOf(dataDir, session);
    const startedMs = performance.now();
    const base = await log.step('Copy the database while it runs', (tell) => takeBase(session, folder, dataDir, tell));
    const { bases, segments, from } = prune(folder, keep);
    log.say(describe(base, performance.now() - startedMs));
    if (secret !== undefined) log.say('BUSKER_SECRET is not in it: without it second factors cannot be read again.');
    if (bases + segments > 0) log.say(`Removed ${bases} older base backups and ${segments} files of WAL.`);
    log.say(`Any moment from ${from} on can be restored: npm run restore -- --from '${folder.root}' …`);
  } finally {
    await session.close();
  }
  return 0;
});

function wantedBackups(): number {
  const { values } = parseArgs({ options: { keep: { type: 'string', default: '7' } } });
  const keep = Number(values.keep);
  if (Number.isInteger(keep) && keep >= 1 && keep <= 1_000) return keep;
  throw new Problem('--keep takes a whole number from 1 to 1000.');
}

function connectionTo(dataDir: string) {
  const { pid, startToken, ports } = readRunFile(join(dataDir, 'run.json'));
  const runs = pid !== undefined && startToken !== undefined && isAlive({ pid, startToken });
  if (!runs || ports.postgres === undefined) {
    throw new Problem(`No Busker runs in ${dataDir}: start it, or let BUSKER_DATA_DIR name another.`);
  }
  const { postgresSuper } = ownCredentials(join(dataDir, 'credentials.json'));
  return superuserConnection(ports.postgres, postgresSuper);
}

function archiveOf(dataDir: string, { about }: BackupSession) {
  const claim = readClaim(join(dataDir, 'backup.json'));
  if (about.archives && claim !== undefined) return backupFolder(claim.folder);
  throw new Problem(
    'This Busker was started without BUSKER_BACKUP_DIR, so what happens during a backup would be missing from it: set it and start anew.',
  );
}

function describe({ path, manifest }: Base, tookMs: number): string {
  const { files, endedAt } = manifest;
  const mb = (bytesOf(manifest) / 1024 / 1024).toFixed(0);
  return `${path}: ${files.length} files, ${mb} MB, in ${(tookMs / 1000).toFixed(1)} s, as of ${endedAt}; each was read again and is as it was written.`;
}
