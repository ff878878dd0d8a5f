/** Which Postgres this checkout brings. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { PostgresPlace } from '../supervisor/postgres/place.ts';

/** Its major version, as `18`. @throws Error where it does not say */
export function postgresMajor({ programs, runAs }: PostgresPlace): string {
  const { stdout } = spawnSync(join(programs, 'postgres'), ['--version'], { ...runAs, cwd: '/', encoding: 'utf8' });
  const major = /PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1];
  if (major === undefined) throw new Error('The embedded Postgres does not say which it is');
  return major;
}
