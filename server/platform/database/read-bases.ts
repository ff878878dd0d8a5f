/**
 * Which base backups a backup folder has (docs/backups.md), by the names that `npm run backup` gives them: when they were begun, in UTC,
 * with hyphens for colons. Drafts begin with a dot, and a folder without a manifest is none.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface Bases {
  readonly many: number;
  /** When the newest was begun; null: there is none. */
  readonly newestAt: Date | null;
}

const named = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d(?:\.\d+)?Z)$/;

/** A folder that cannot be read has none that could be used. @param folder BUSKER_BACKUP_DIR; undefined: nothing is backed up */
export async function readBases(folder: string | undefined): Promise<Bases | undefined> {
  if (folder === undefined) return undefined;
  const bases = join(folder, 'base');
  const names = await readdir(bases).catch(() => []);
  const times = names
    .filter((name) => named.test(name) && existsSync(join(bases, name, 'manifest.json')))
    .map((name) => Date.parse(name.replace(named, '$1:$2:$3')));
  return { many: times.length, newestAt: times.length === 0 ? null : new Date(Math.max(...times)) };
}
