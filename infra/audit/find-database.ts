/**
 * Where the database of this machine's Busker is: the setting, or what the supervisor wrote down about the embedded one.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Environment, readConfig } from '#config/config.ts';
import { Problem } from '../bootstrap/problem.mjs';
import { root } from '../supervisor/checkout.ts';
import { ownCredentials } from '../supervisor/credentials.ts';
import { postgresUrls } from '../supervisor/postgres/postgres-child.ts';
import { readRunFile } from '../supervisor/run-file.ts';

/** @returns a URL as the role busker_app, which can read and no more. @throws Problem where there is none yet */
export function findDatabase(env: Environment): string {
  return readConfig(env).database.url ?? embedded(env).app;
}

/** @returns a URL as the owner of the database. @throws Problem where there is none yet, or it was not said */
export function findOwner(env: Environment): string {
  const { url, adminUrl } = readConfig(env).database;
  if (adminUrl !== undefined) return adminUrl;
  if (url !== undefined) throw new Problem('DATABASE_URL names a Postgres of yours: set DATABASE_ADMIN_URL too.');
  return embedded(env).admin;
}

function embedded(env: Environment): { app: string; admin: string } {
  const folder = resolve(root, readConfig(env).dataDir);
  const credentials = join(folder, 'credentials.json');
  const { postgres } = readRunFile(join(folder, 'run.json')).ports;
  if (postgres === undefined || !existsSync(credentials)) {
    throw new Problem(`No Busker was started in ${folder}: start it, or set DATABASE_URL or BUSKER_DATA_DIR.`);
  }
  return postgresUrls({ port: postgres, passwords: ownCredentials(credentials) });
}
