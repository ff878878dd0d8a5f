/**
 * Takes a base backup of a running cluster: its files, copied while they are written to, with the label that tells Postgres from
 * where on the WAL makes one moment of them. It counts once the WAL it needs is in the archive, every file was read again, and
 * its folder has its name; until then it is a draft, and nobody takes it for a backup.
 */
import { mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../bootstrap/problem.mjs';
import { awaitArchive } from './await-archive.ts';
import { type BackupFolder, baseFolder, secretFiles } from './backup-folder.ts';
import { type Base, type BaseManifest, bytesOf, type KeptFile } from './base-manifest.ts';
import { clusterFiles } from './cluster-files.ts';
import { copyFile, digestOf } from './copy-file.ts';
import type { BackupSession } from './database-session.ts';
import { sideBySide } from './side-by-side.ts';

const copiesAtOnce = 4;
const bytesInMb = 1024 * 1024;

/**
 * @param dataDir whose secrets go with it
 * @param tell is told how far it is
 * @throws Problem where there is no space, Postgres goes away, the WAL does not arrive, or what was written is not what is read
 */
export async function takeBase(
  session: BackupSession,
  folder: BackupFolder,
  dataDir: string,
  tell: (text: string) => void,
): Promise<Base> {
  const begun = await session.begin();
  const name = begun.at.replaceAll(':', '-');
  const draft = join(folder.bases, `.${name}.new`);
  try {
    const parts = baseFolder(draft);
    for (const path of [parts.cluster, parts.busker]) mkdirSync(path, { recursive: true, mode: 0o700 });
    const { folders, files } = await copyAll(session.about.cluster, draft, dataDir, tell);
    const ended = await session.end();
    files.push(await written(draft, 'cluster/backup_label', ended.label));
    const manifest: BaseManifest = {
      format: 'busker-backup-1',
      ...{ startedAt: begun.at, endedAt: ended.at, postgres: session.about.postgres },
      major: session.about.postgres.replace(/\D.*$/, ''),
      ...{ firstSegment: begun.segment, lastSegment: ended.segment, folders, files },
    };
    tell('waiting for its WAL in the archive');
    await awaitArchive(folder, manifest);
    await readAgain(draft, manifest, tell);
    await written(draft, 'manifest.json', JSON.stringify(manifest));
    const path = join(folder.bases, name);
    renameSync(draft, path);
    await syncFolder(folder.bases);
    return { name, path, manifest };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

async function copyAll(cluster: string, draft: string, dataDir: string, tell: (text: string) => void) {
  const found = clusterFiles(cluster);
  const total = found.files.reduce((sum, { bytes }) => sum + bytes, 0);
  requireSpace(dirname(draft), total);
  for (const path of found.folders) mkdirSync(join(draft, 'cluster', path), { mode: 0o700 });
  const files: KeptFile[] = [];
  let done = 0;
  const keep = async (from: string, path: string): Promise<void> => {
    const copied = await copyFile(from, join(draft, path));
    // A table that was dropped meanwhile: the WAL says so too.
    if (copied === undefined) return;
    files.push({ path, ...copied });
    done += copied.bytes;
    tell(`${inMb(done)} of ${inMb(total)} MB`);
  };
  const last = 'global/pg_control';
  const others = found.files.filter(({ path }) => path !== last);
  await sideBySide(others, copiesAtOnce, ({ path }) => keep(join(cluster, path), `cluster/${path}`));
  await keep(join(cluster, last), `cluster/${last}`);
  for (const secret of secretFiles) await keep(join(dataDir, secret), `busker/${secret}`);
  return { folders: found.folders, files };
}

async function readAgain(draft: string, manifest: BaseManifest, tell: (text: string) => void): Promise<void> {
  let done = 0;
  await sideBySide(manifest.files, copiesAtOnce, async ({ path, bytes, sha256 }) => {
    const found = await digestOf(join(draft, path));
    if (found.sha256 !== sha256) throw new Problem(`The disk did not keep ${path} as it was written: nothing is kept.`);
    done += bytes;
    tell(`read again: ${inMb(done)} of ${inMb(bytesOf(manifest))} MB`);
  });
}

async function written(draft: string, path: string, text: string): Promise<KeptFile> {
  const file = join(draft, path);
  writeFileSync(file, text, { mode: 0o600, flush: true });
  return { path, ...(await digestOf(file)) };
}

function requireSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= bytes) return;
  throw new Problem(
    `The backup needs ${inMb(bytes)} MB and ${folder} has ${inMb(bavail * bsize)} MB free: free some space, or keep fewer backups.`,
  );
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

function inMb(bytes: number): string {
  return (bytes / bytesInMb).toFixed(0);
}
