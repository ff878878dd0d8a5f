/**
 * A backup folder becomes a new data directory as it was at a moment. It is built beside the place it goes to and gets its name
 * at the end: what was cut short is never taken for whole, and nothing that exists is touched.
 */
import { existsSync, readdirSync, realpathSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../bootstrap/problem.mjs';
import type { Steps } from '../bootstrap/steps.mjs';
import { ownCredentials } from '../supervisor/credentials.ts';
import { type DataDirectory, openDataDirectory } from '../supervisor/data-directory.ts';
import { findPrivatePorts } from '../supervisor/free-port.ts';
import { endLeftovers } from '../supervisor/leftovers.ts';
import { findPostgresPlace, makeOwnedFolder, type PostgresPlace } from '../supervisor/postgres/place.ts';
import { identify } from '../supervisor/process-identity.ts';
import { readRunFile, writeRunFile } from '../supervisor/run-file.ts';
import { backupFolder } from './backup-folder.ts';
import { type Base, bytesOf, listBases } from './base-manifest.ts';
import { layOut } from './lay-out.ts';
import { postgresMajor } from './postgres-major.ts';
import { type Recovery, RecoveryProblem, recover } from './recover.ts';
import type { Replay } from './replay.ts';
import { chooseBase, type Target } from './restore-target.ts';
import { type Staged, stageWal } from './stage-wal.ts';

export interface RestoreRequest {
  /** Of the checkout. */
  readonly root: string;
  readonly from: string;
  readonly into: string;
  readonly target: Target;
  readonly log: Steps;
  readonly started: Recovery['started'];
}

export interface Restored {
  readonly base: Base;
  readonly staged: Staged;
  readonly replay: Replay;
}

/** Of the new data directory, beyond what the backup takes. */
const spareBytes = 256 * 1024 * 1024;
const bytesInMb = 1024 * 1024;

/** @throws Problem, one sentence each; nothing is left where it was to go */
export async function restore(request: RestoreRequest): Promise<Restored> {
  const { root, from, into, target } = request;
  if (existsSync(into))
    throw new Problem(`${into} exists already: a restore goes into a new folder, never over another.`);
  const folder = backupFolder(from);
  const base = chooseBase(listBases(folder), target);
  const draft = join(dirname(into), `.${basename(into)}.restoring`);
  await discard(draft);
  const data = openDataDirectory(draft);
  try {
    const place = findPostgresPlace(root, data.postgres);
    judgeVersion(base, postgresMajor(place));
    makeOwnedFolder(place.cluster, place.runAs);
    judgeSpace(base, folder.wal, place.cluster);
    const restored = await build({ ...request, folder, base, data, place });
    renameSync(draft, into);
    return restored;
  } catch (error) {
    await discard(draft);
    throw error;
  }
}

interface Building extends RestoreRequest {
  readonly folder: ReturnType<typeof backupFolder>;
  readonly base: Base;
  readonly data: DataDirectory;
  readonly place: PostgresPlace;
}

async function build({ folder, base, data, place, target, log, started }: Building): Promise<Restored> {
  const { firstSegment, lastSegment } = base.manifest;
  await log.step(`Put back ${base.name}`, (tell) => layOut(base, place, data.root, tell));
  const wal = join(place.cluster, 'staged-wal');
  makeOwnedFolder(wal, place.runAs);
  const staged = await log.step('Read the archived WAL', (tell) =>
    stageWal(folder, firstSegment, wal, place.runAs, tell),
  );
  const { hole } = staged;
  if (hole !== undefined && (target.kind === 'latest' || (staged.last ?? '') < lastSegment)) throw holeProblem(staged);
  const port = await findPrivatePorts();
  const access = { port, passwords: ownCredentials(data.credentialsFile) };
  const recovery: Recovery = {
    ...{ place, access, target, wal, logFile: join(data.logs, 'restore.log') },
    started: (child) => {
      const postgres = child.pid === undefined ? undefined : identify(child.pid);
      writeRunFile(data.runFile, { ports: {}, children: postgres === undefined ? {} : { postgres } });
      started(child);
    },
  };
  const replay = await log
    .step('Replay it', (tell) => recover(recovery, tell))
    .catch((error: unknown) => {
      throw inWords(error, staged);
    });
  rmSync(wal, { recursive: true });
  rmSync(data.runFile, { force: true });
  return { base, staged, replay };
}

function inWords(error: unknown, staged: Staged): unknown {
  if (!(error instanceof RecoveryProblem)) return error;
  const { ranOut, tooEarly, lastAt } = error.replay;
  if (tooEarly) return new Problem('That moment lies before the end of the base backup: take a later one.');
  if (!ranOut) return error;
  if (staged.hole !== undefined) return holeProblem(staged, lastAt);
  return new Problem(
    `What was archived ends at ${lastAt ?? 'the base backup'}: take an earlier moment, or --latest for all there is.`,
  );
}

function holeProblem({ hole, last }: Staged, lastAt?: string): Problem {
  const until = lastAt === undefined ? '' : ` Every moment before ${lastAt} can be restored with --to-time.`;
  return new Problem(
    `The WAL segment ${hole?.segment} is ${hole?.what}, though later ones were archived; the last good one is ${last ?? 'none'}.${until}`,
  );
}

function judgeVersion({ name, manifest }: Base, ours: string): void {
  if (manifest.major === ours) return;
  throw new Problem(
    `The base backup ${name} is of Postgres ${manifest.postgres} and this checkout brings Postgres ${ours}: restore with a checkout that brings ${manifest.major}.`,
  );
}

function judgeSpace({ manifest }: Base, wal: string, cluster: string): void {
  const archived = readdirSync(wal).reduce((sum, name) => sum + statSync(join(wal, name)).size, 0);
  const needed = bytesOf(manifest) + archived + spareBytes;
  const { bavail, bsize } = statfsSync(cluster);
  if (bavail * bsize >= needed) return;
  const inMb = (bytes: number): string => `${(bytes / bytesInMb).toFixed(0)} MB`;
  throw new Problem(
    `The restore needs ${inMb(needed)} and its disk has ${inMb(bavail * bsize)} free: name a folder elsewhere.`,
  );
}

/** What an earlier attempt left, a Postgres of it included, and a cluster that had to lie elsewhere. */
async function discard(draft: string): Promise<void> {
  if (!existsSync(draft)) return;
  await endLeftovers(readRunFile(join(draft, 'run.json')));
  const wanted = join(draft, 'postgres');
  if (existsSync(wanted) && realpathSync(wanted) !== join(realpathSync(draft), 'postgres')) {
    rmSync(dirname(realpathSync(wanted)), { recursive: true, force: true });
  }
  rmSync(draft, { recursive: true, force: true });
}
