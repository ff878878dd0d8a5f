/** The data directory: what lies where in it, and whether it can be used at all. */
import { chmodSync, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '../bootstrap/problem.mjs';

export interface DataDirectory {
  readonly root: string;
  readonly runFile: string;
  readonly lockFile: string;
  readonly secretFile: string;
  readonly credentialsFile: string;
  /** Where the backups of this data directory are, and whose they are. */
  readonly backupFile: string;
  readonly prometheusTargets: string;
  readonly postgres: string;
  readonly redis: string;
  readonly logs: string;
}

const leastFreeMb = 256;
const bytesInMb = 1024 * 1024;
const diskProblems = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/**
 * Makes the data directory where it is missing.
 * @throws Problem where it cannot be written or has less than 256 MB free
 */
export function openDataDirectory(path: string): DataDirectory {
  const root = resolve(path);
  const directory = {
    root,
    runFile: join(root, 'run.json'),
    lockFile: join(root, 'lock'),
    secretFile: join(root, 'secret'),
    credentialsFile: join(root, 'credentials.json'),
    backupFile: join(root, 'backup.json'),
    prometheusTargets: join(root, 'prometheus-targets.json'),
    postgres: join(root, 'postgres'),
    redis: join(root, 'redis'),
    logs: join(root, 'logs'),
  };
  try {
    mkdirSync(dirname(root), { recursive: true });
    if (!existsSync(root)) mkdirSync(root, { mode: 0o700 });
    requireFreeSpace(root);
    // As root, Postgres runs as a user without rights, who has to be able to walk through (not to read) this folder.
    if (process.getuid?.() === 0) chmodSync(root, (statSync(root).mode & 0o777) | 0o011);
    mkdirSync(directory.redis, { recursive: true, mode: 0o700 });
    mkdirSync(directory.logs, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw asDiskProblem(error, root);
  }
  return directory;
}

/** A failed write to the data directory as one sentence; anything else as it is. */
export function asDiskProblem(error: unknown, root: string): unknown {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return error;
  if (!diskProblems.has(error.code)) return error;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new Problem(
      `The disk of the data directory ${root} is full: free some space or let BUSKER_DATA_DIR name another.`,
    );
  }
  return new Problem(
    `The data directory ${root} cannot be written (${error.code}): give this user the right, or let BUSKER_DATA_DIR name another.`,
  );
}

function requireFreeSpace(root: string): void {
  const { bavail, bsize } = statfsSync(root);
  const freeMb = Math.floor((bavail * bsize) / bytesInMb);
  if (freeMb >= leastFreeMb) return;
  throw new Problem(
    `The data directory ${root} has ${freeMb} MB free and needs ${leastFreeMb}: free some space or let BUSKER_DATA_DIR name another.`,
  );
}
