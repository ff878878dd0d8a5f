/** Which WAL segments an archive has, from one on. */
import { readdirSync } from 'node:fs';
import type { BackupFolder } from './backup-folder.ts';
import { nextSegment, segmentOf } from './wal-names.ts';

export interface Archived {
  /** In order, without a gap. */
  readonly unbroken: readonly string[];
  /** The first one that is missing though later ones are there. */
  readonly missing: string | undefined;
}

/** @param first where to begin; nothing is unbroken where it is not there */
export function archivedFrom({ wal }: Pick<BackupFolder, 'wal'>, first: string): Archived {
  const names = readdirSync(wal)
    .map(segmentOf)
    .filter((name) => name !== undefined && name >= first)
    .sort();
  const unbroken: string[] = [];
  let expected = first;
  for (const name of names) {
    if (name !== expected) return { unbroken, missing: expected };
    unbroken.push(expected);
    expected = nextSegment(expected);
  }
  return { unbroken, missing: unbroken.length === 0 ? first : undefined };
}
