/**
 * Makes a backup folder ready for one data directory and keeps it for that one: two histories in one archive could not be
 * told from each other, least of all when one of them has to be restored in a hurry.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { Problem } from '../bootstrap/problem.mjs';
import type { DataDirectory } from '../supervisor/data-directory.ts';
import { canWalkTo, makeOwnedFolder, type PostgresPlace } from '../supervisor/postgres/place.ts';
import { type BackupFolder, backupFolder } from './backup-folder.ts';

interface Claim {
  /** Of the data directory; chance. */
  readonly id: string;
  /** Where it archived last. */
  readonly folder: string;
}

const idBytes = 16;
const script = join(import.meta.dirname, 'archive-wal.sh');

/**
 * @param runAs who Postgres is, where it is not us
 * @throws Problem where the folder is another's, cannot be written or reached, or is not the one it was
 */
export function claimBackupFolder(root: string, data: DataDirectory, runAs: PostgresPlace['runAs']): BackupFolder {
  if (!relative(data.root, root).startsWith('..')) {
    throw new Problem(
      'BUSKER_BACKUP_DIR lies in the data directory, with which it would be lost: name another folder.',
    );
  }
  const folder = backupFolder(root);
  const last = readClaim(data.backupFile);
  const id = last?.id ?? randomBytes(idBytes).toString('hex');
  try {
    judgeOwner(folder, last, id);
    mkdirSync(root, { recursive: true, mode: 0o700 });
    // As root, Postgres runs as a user without rights, who has to be able to walk through (not to read) this folder.
    if (runAs !== undefined) chmodSync(root, (statSync(root).mode & 0o777) | 0o011);
    mkdirSync(folder.bases, { recursive: true, mode: 0o700 });
    makeOwnedFolder(folder.wal, runAs);
    copyFileSync(script, `${folder.script}.new`);
    chmodSync(`${folder.script}.new`, 0o644);
    renameSync(`${folder.script}.new`, folder.script);
    writeWhole(folder.owner, { id });
  } catch (error) {
    throw asFolderProblem(error, root);
  }
  if (runAs !== undefined && !canWalkTo(root, runAs)) {
    throw new Problem(
      `Postgres runs as user ${runAs.uid}, who cannot reach BUSKER_BACKUP_DIR ${root}: name one that others may walk to.`,
    );
  }
  writeWhole(data.backupFile, { id, folder: root });
  return folder;
}

/** Where the Busker of a data directory archives, as its last start left it; undefined: it never did. */
export function readClaim(file: string): Claim | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Claim) : undefined;
}

function judgeOwner({ root, owner }: BackupFolder, last: Claim | undefined, id: string): void {
  const found = readClaim(owner)?.id;
  if (found !== undefined && found !== id) {
    throw new Problem(
      `BUSKER_BACKUP_DIR ${root} holds the backups of another data directory: name a folder of its own for this one.`,
    );
  }
  if (found === undefined && last?.folder === root) {
    throw new Problem(
      `BUSKER_BACKUP_DIR ${root} is empty, though this Busker archived there: is its disk mounted? Else name another folder.`,
    );
  }
}

function writeWhole(file: string, value: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function asFolderProblem(error: unknown, root: string): unknown {
  if (error instanceof Problem || !(error instanceof Error && 'code' in error)) return error;
  return new Problem(
    `BUSKER_BACKUP_DIR ${root} cannot be written (${error.code}): give this user the right and the space.`,
  );
}
