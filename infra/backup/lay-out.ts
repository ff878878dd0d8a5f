/** Puts a base backup back as a cluster and its secrets, each file held against the manifest on its way. */
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '../bootstrap/problem.mjs';
import type { PostgresPlace } from '../supervisor/postgres/place.ts';
import { type Base, bytesOf, type KeptFile } from './base-manifest.ts';
import { copyFile } from './copy-file.ts';
import { sideBySide } from './side-by-side.ts';

const copiesAtOnce = 4;
const bytesInMb = 1024 * 1024;
const ofCluster = 'cluster/';

/**
 * @param place whose cluster's folder exists and is empty
 * @param dataDir gets the secrets
 * @throws Problem naming the first file that is missing or damaged
 */
export async function layOut(
  base: Base,
  place: PostgresPlace,
  dataDir: string,
  tell: (text: string) => void,
): Promise<void> {
  const give = (path: string): void => {
    if (place.runAs !== undefined) chownSync(path, place.runAs.uid, place.runAs.gid);
  };
  for (const folder of base.manifest.folders) {
    const path = join(place.cluster, folder);
    mkdirSync(path, { mode: 0o700 });
    give(path);
  }
  const total = bytesOf(base.manifest);
  let done = 0;
  await sideBySide(base.manifest.files, copiesAtOnce, async (file) => {
    const isClusters = file.path.startsWith(ofCluster);
    const to = isClusters ? join(place.cluster, file.path.slice(ofCluster.length)) : join(dataDir, fileName(file));
    await putBack(base, file, to);
    if (isClusters) give(to);
    done += file.bytes;
    tell(`${(done / bytesInMb).toFixed(0)} of ${(total / bytesInMb).toFixed(0)} MB`);
  });
  const signal = join(place.cluster, 'recovery.signal');
  writeFileSync(signal, '', { mode: 0o600 });
  give(signal);
  chmodSync(place.cluster, 0o700);
}

async function putBack({ path }: Base, file: KeptFile, to: string): Promise<void> {
  const from = join(path, file.path);
  mkdirSync(dirname(to), { recursive: true });
  const copied = await copyFile(from, to);
  if (copied === undefined)
    throw new Problem(`${from} is missing from the backup: take an older one, or another copy.`);
  if (copied.sha256 !== file.sha256) {
    throw new Problem(`${from} is damaged, it is not what its manifest says: take an older backup, or another copy.`);
  }
}

function fileName({ path }: KeptFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
