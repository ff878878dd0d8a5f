/**
 * Takes the WAL that a restore replays out of the archive: each segment read to its end first, so that a damaged one is told
 * from the end of history. Copies, so that whoever Postgres runs as need not read the archive, and nothing writes there.
 */
import { chownSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { PostgresPlace } from '../supervisor/postgres/place.ts';
import { archivedFrom } from './archived-segments.ts';
import type { BackupFolder } from './backup-folder.ts';
import { segmentBytes } from './wal-names.ts';

export interface Staged {
  /** How many segments there are, in a row. */
  readonly count: number;
  /** Why there are no more, where more was archived. */
  readonly hole: { readonly segment: string; readonly what: 'missing' | 'damaged' } | undefined;
  readonly last: string | undefined;
}

const unpack = promisify(gunzip);

/** @param first segment that is needed @param to an empty folder that Postgres's user can read */
export async function stageWal(
  folder: BackupFolder,
  first: string,
  to: string,
  runAs: PostgresPlace['runAs'],
  tell: (text: string) => void,
): Promise<Staged> {
  const { unbroken, missing } = archivedFrom(folder, first);
  let last: string | undefined;
  let count = 0;
  for (const segment of unbroken) {
    const from = join(folder.wal, `${segment}.gz`);
    if (!(await isWhole(from))) return { count, last, hole: { segment, what: 'damaged' } };
    const copy = join(to, `${segment}.gz`);
    await copyFile(from, copy);
    if (runAs !== undefined) chownSync(copy, runAs.uid, runAs.gid);
    last = segment;
    count += 1;
    tell(`${count} of ${unbroken.length} segments`);
  }
  return { count, last, hole: missing === undefined ? undefined : { segment: missing, what: 'missing' } };
}

/** gzip's own checksum is over all of it. */
async function isWhole(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    return (await unpack(await handle.readFile())).length === segmentBytes;
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}
