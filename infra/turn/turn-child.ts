/** Our own coturn: the configuration of `turn/`, in a file that only its owner reads. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseFile, type TurnPlace, turnConfiguration } from '../../turn/configuration.ts';
import { findCommand } from '../bootstrap/find-command.mjs';
import { Problem } from '../bootstrap/problem.mjs';
import type { ChildSpec } from '../supervisor/child-spec.ts';
import { stunAnswers } from './stun-answers.ts';

const readyTimeoutMs = 20_000;
const schema = '/usr/share/coturn/schema.sql';

/** @throws Problem where coturn is not installed */
export function turnChild(place: TurnPlace): ChildSpec {
  const command = findCommand('turnserver');
  if (command === undefined)
    throw new Problem('coturn is missing: install the Debian package coturn (npm run turn does).');
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  makeDatabase(databaseFile(place.folder));
  // In a file, since the arguments of a process are there for everybody to read.
  const file = join(place.folder, 'turnserver.conf');
  writeFileSync(file, turnConfiguration(place), { mode: 0o600 });
  return {
    name: 'turn',
    command,
    args: ['-c', file],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
    cwd: place.folder,
    ready: () => stunAnswers(place.listenIps[0] ?? '', place.port),
    readyTimeoutMs,
    stopSignal: 'SIGTERM',
    kind: 'store',
  };
}

/**
 * coturn cannot be told to do without a database. In one that is missing its threads make the tables all at once, one finds
 * it locked by another, and somebody with good credentials is refused.
 */
function makeDatabase(file: string): void {
  if (existsSync(file) || !existsSync(schema)) return;
  const database = new DatabaseSync(file);
  database.exec(readFileSync(schema, 'utf8'));
  database.close();
}
