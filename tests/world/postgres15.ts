/**
 * Debian's Postgres 15, which some operators have: where its programs lie, and whether they are there. Its own cluster and service
 * are left alone.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { postgres15Programs as postgres15 } from '../../infra/bootstrap/system-needs.mjs';

export { postgres15 };

/** Why it is not there; false where it is. For the `skip` of a test. */
export const noPostgres15: string | false =
  !existsSync(join(postgres15, 'postgres')) &&
  'not run: the server of Postgres 15 (the Debian package postgresql-15) is not installed here';
