/** What lies where in a backup folder (BUSKER_BACKUP_DIR). One folder holds the backups of one data directory. */
import { join } from 'node:path';

export interface BackupFolder {
  readonly root: string;
  /** Whose backups these are. */
  readonly owner: string;
  /** A copy of archive-wal.sh, where the user Postgres runs as can read it. */
  readonly script: string;
  /** Finished WAL segments, each as `<name>.gz`. */
  readonly wal: string;
  /** Base backups, a folder each, named for when they were begun. */
  readonly bases: string;
}

/** The paths below a backup folder; whether they exist is another matter. */
export function backupFolder(root: string): BackupFolder {
  return {
    root,
    owner: join(root, 'owner.json'),
    script: join(root, 'archive-wal.sh'),
    wal: join(root, 'wal'),
    bases: join(root, 'base'),
  };
}

/** The paths below one base backup. */
export function baseFolder(path: string) {
  return {
    /** What it holds, with checksums; without it, it is none. */
    manifest: join(path, 'manifest.json'),
    /** The database's files. */
    cluster: join(path, 'cluster'),
    /** Of the data directory what has to go with them. */
    busker: join(path, 'busker'),
  };
}

/** The files of the data directory without which its database cannot be opened, or not be read. */
export const secretFiles = ['credentials.json', 'secret'] as const;
