/**
 * Debian's Postgres 15, which some operators have: where its programs lie, and whether they are there. Its own cluster and service
 * are left alone.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the Debian package puts them. */
export const postgres15 = '/usr/lib/postgresql/15/bin';

/** Why it is not there; false where it is. For the `skip` of a test. */
export const noPostgres15: string | false =
  !existsSync(join(postgres15, 'postgres')) &&
  'not run: the server of Postgres 15 (the Debian package postgresql-15) is not installed here';
