/** Makes the embedded Postgres's cluster at the first start; a start that was cut short leaves none behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../bootstrap/problem.mjs';
import { makeOwnedFolder, type PostgresPlace } from './place.ts';

export const superuser = 'busker_super';

/** Postgres's own locale: sorts the same on every system. */
const builtinLocale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** Whether the cluster was made; it is there whole or not at all. */
export function clusterExists({ cluster }: PostgresPlace): boolean {
  return existsSync(join(cluster, 'PG_VERSION'));
}

/** @param password of the superuser @param locale arguments of initdb, for a Postgres before 17, which has no locale of its own */
export async function createCluster(
  place: PostgresPlace,
  password: string,
  locale: readonly string[] = builtinLocale,
): Promise<void> {
  const draft = `${place.cluster}.new`;
  const passwordFile = `${place.cluster}.password`;
  rmSync(draft, { recursive: true, force: true });
  makeOwnedFolder(draft, place.runAs);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.runAs !== undefined) chownSync(passwordFile, place.runAs.uid, place.runAs.gid);
  try {
    await initialise(place, draft, [`--pwfile=${passwordFile}`, ...locale]);
    renameSync(draft, place.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function initialise(place: PostgresPlace, folder: string, more: readonly string[]): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    ...more,
  ];
  const child = spawn(join(place.programs, 'initdb'), args, {
    ...place.runAs,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk.toString();
    });
  }
  const [code] = await once(child, 'close');
  if (code === 0) return;
  const full = /No space left on device/.test(output);
  throw new Problem(
    full
      ? 'The disk of the data directory is full: free some space or let BUSKER_DATA_DIR name another.'
      : 'The embedded Postgres could not create its cluster: see what it said above.',
    output.trim().split('\n').slice(-12).join('\n'),
  );
}
