/** Removes what no restore can need any more: base backups beyond the newest few, and the WAL from before the oldest of those. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupFolder } from './backup-folder.ts';
import { listBases } from './base-manifest.ts';

const segmentDigits = 24;

export interface Pruned {
  readonly bases: number;
  readonly segments: number;
  /** Nothing before this can be restored any more, ISO 8601. */
  readonly from: string | undefined;
}

/** Also removes what backups that were cut short left. @param keep how many base backups stay, at least 1 */
export function prune(folder: BackupFolder, keep: number): Pruned {
  for (const name of readdirSync(folder.bases).filter((one) => one.startsWith('.'))) {
    rmSync(join(folder.bases, name), { recursive: true, force: true });
  }
  const bases = listBases(folder);
  const kept = bases.slice(-keep);
  const [oldest] = kept;
  if (oldest === undefined) return { bases: 0, segments: 0, from: undefined };
  const gone = bases.slice(0, bases.length - kept.length);
  for (const { path } of gone) rmSync(path, { recursive: true });
  // Each archived file is named for the segment it is or belongs to; timelines are all one in a folder.
  const old = readdirSync(folder.wal).filter((name) => {
    const segment = name.slice(0, segmentDigits);
    return /^[0-9A-F]{24}/.test(name) && segment < oldest.manifest.firstSegment;
  });
  for (const name of old) rmSync(join(folder.wal, name), { force: true });
  return { bases: gone.length, segments: old.length, from: oldest.manifest.endedAt };
}
