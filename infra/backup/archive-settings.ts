/** The settings by which the embedded Postgres archives its WAL. */
import type { Config } from '#config/config.ts';
import type { BackupFolder } from './backup-folder.ts';

/**
 * None where no folder is set: what is not to be kept takes no disk.
 * @param claim prepares the folder and returns what lies where
 * @returns settings, each `name=value`
 */
export function archiveSettings(
  { folder, withinSeconds }: Config['backup'],
  claim: (folder: string) => BackupFolder,
): readonly string[] {
  if (folder === undefined) return [];
  const { script, wal } = claim(folder);
  return [
    'wal_level=replica',
    'archive_mode=on',
    // %p and %f are Postgres's: the path and the name of the segment.
    `archive_command=sh ${quoted(script)} %p %f ${quoted(wal)}`,
    `archive_timeout=${withinSeconds}`,
  ];
}

/** For the shell that Postgres hands its commands to, and for Postgres, to whom % means something. */
export function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`).replaceAll('%', '%%')}'`;
}
