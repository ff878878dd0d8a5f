/** Waits until the archive has every WAL segment that a base backup needs. */
import { Problem } from '../bootstrap/problem.mjs';
import { waitUntil } from '../supervisor/wait-until.ts';
import { archivedFrom } from './archived-segments.ts';
import type { BackupFolder } from './backup-folder.ts';
import type { BaseManifest } from './base-manifest.ts';

const withinMs = 60_000;

/** @throws Problem where they do not arrive within a minute */
export async function awaitArchive(
  folder: BackupFolder,
  { firstSegment, lastSegment }: Pick<BaseManifest, 'firstSegment' | 'lastSegment'>,
): Promise<void> {
  const arrived = (): boolean => archivedFrom(folder, firstSegment).unbroken.includes(lastSegment);
  if (await waitUntil(arrived, { timeoutMs: withinMs, everyMs: 100 })) return;
  throw new Problem(
    `The WAL segment ${lastSegment} did not reach ${folder.wal} within a minute, so nothing is kept: see logs/postgres.log for what archive-wal says.`,
  );
}
