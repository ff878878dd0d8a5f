/** Somebody who has a wallet locked, so that others wait for it, until they are told to let go. */
import pg from 'pg';
import type { TestDatabase } from '../world/database.ts';
import { until } from '../world/until.ts';

export interface LockedWallet {
  /** Resolves when so many wait for a lock. */
  awaited(many?: number): Promise<void>;
  release(): Promise<void>;
}

/** Locks all accounts of somebody, as a posting does. */
export async function lockWallet(postgres: TestDatabase, person: string): Promise<LockedWallet> {
  const client = new pg.Client({ connectionString: postgres.adminUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM ledger.account WHERE owner_id = $1 ORDER BY id FOR NO KEY UPDATE', [person]);
  return {
    awaited: async (many = 1) => {
      await until(`${many} who wait`, async () => {
        const { rows } = await client.query('SELECT FROM pg_locks WHERE NOT granted');
        return rows.length >= many;
      });
    },
    release: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}
