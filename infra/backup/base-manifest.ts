/** What a base backup says of itself. It is written last: a folder without it is not a backup. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../bootstrap/problem.mjs';
import { type BackupFolder, baseFolder } from './backup-folder.ts';

export interface KeptFile {
  /** From the base backup's folder, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface BaseManifest {
  readonly format: 'busker-backup-1';
  /** By the database's clock, ISO 8601 in UTC; nothing before the end can be restored from it. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** As `server_version` says it, and the part of it that files depend on. */
  readonly postgres: string;
  readonly major: string;
  /** The first and the last WAL segment that it needs. */
  readonly firstSegment: string;
  readonly lastSegment: string;
  /** Folders of the cluster, empty ones too. */
  readonly folders: readonly string[];
  readonly files: readonly KeptFile[];
}

export interface Base {
  readonly name: string;
  readonly path: string;
  readonly manifest: BaseManifest;
}

/** All base backups of a folder, oldest first. @throws Problem where one cannot be read */
export function listBases({ root, bases }: BackupFolder): Base[] {
  return namesIn(root, bases).map((name) => {
    const path = join(bases, name);
    return { name, path, manifest: readManifest(path) };
  });
}

/** Bytes of all its files. */
export function bytesOf({ files }: BaseManifest): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function namesIn(root: string, bases: string): string[] {
  try {
    return readdirSync(bases)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    throw new Problem(`${root} holds no backups: name the folder that BUSKER_BACKUP_DIR named when they were made.`);
  }
}

function readManifest(path: string): BaseManifest {
  try {
    const found: BaseManifest = JSON.parse(readFileSync(baseFolder(path).manifest, 'utf8'));
    if (found.format === 'busker-backup-1') return found;
  } catch {
    // Said below.
  }
  throw new Problem(`The base backup ${path} has no manifest that can be read: move it away to go on without it.`);
}
