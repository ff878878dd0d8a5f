/**
 * The months of the ledger, as an operator rolls them: which there are, closing those that are over and sealed, putting closed ones on
 * another disk. Nothing is ever detached or removed. docs/archive.md
 */
import pg from 'pg';
import { Problem } from '../bootstrap/problem.mjs';

export interface Month {
  /** As `2025-01`. */
  readonly name: string;
  readonly closed: boolean;
  readonly megabytes: number;
  /** The tablespace its movements lie in; null: the database's own. */
  readonly tablespace: string | null;
}

export interface LedgerMonths {
  /** The oldest first. */
  list(): Promise<Month[]>;
  /** @returns how many movements it has, and the head it is sealed by. @throws Problem where it cannot be closed yet */
  close(name: string): Promise<{ readonly moves: number; readonly head: string }>;
  /** @throws Problem where there is no such tablespace, or the owner of the database may put nothing there */
  expectTablespace(name: string): Promise<void>;
  /**
   * Moves a closed month with its indexes, each by itself.
   * @returns how many of these were not there yet
   * @throws Problem where it is not closed, somebody reads too long, or the disk is full
   */
  put(name: string, tablespace: string): Promise<number>;
  end(): Promise<void>;
}

/** How long readers may be made to wait for a lock that is waited for, in milliseconds. */
const lockTimeoutMs = 2_000;

const listing = `
  SELECT replace(substr(c.relname, 6), '_', '-') AS name, m.month IS NOT NULL AS closed, s.spcname AS tablespace,
    (pg_total_relation_size(c.oid) / 1048576.0)::float8 AS megabytes
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
  LEFT JOIN ledger.closed_month m ON 'move_' || to_char(m.month, 'YYYY_MM') = c.relname
  WHERE i.inhparent = 'ledger.move'::regclass ORDER BY c.relname`;

/** @param adminUrl as the owner of the database @throws Problem where it cannot be reached */
export async function openMonths(adminUrl: string): Promise<LedgerMonths> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 30_000 });
  client.on('error', () => undefined);
  await client.connect().catch((problem: Error) => {
    throw new Problem(`The database cannot be reached (${problem.message}): start Busker, or set DATABASE_ADMIN_URL.`);
  });
  const list = async (): Promise<Month[]> => (await client.query<Month>(listing)).rows;
  return {
    list,
    close: (name) => closeMonth(client, name),
    async put(name, tablespace) {
      const month = (await list()).find((one) => one.name === name);
      if (month?.closed !== true) throw new Problem(`${name} is not closed, so it stays where it is.`);
      return putMonth(client, name, tablespace);
    },
    expectTablespace: (name) => expectTablespace(client, name),
    end: () => client.end(),
  };
}

async function closeMonth(client: pg.Client, name: string): Promise<{ moves: number; head: string }> {
  const asked = client.query<{ moves: string; head: string }>(
    `SELECT moves, coalesce(seal_n || ':' || seal_hash, 'nothing') AS head FROM ledger.close_month(($1 || '-01')::date)`,
    [name],
  );
  const { rows } = await asked.catch((error: Error) => {
    throw new Problem(`${name} cannot be closed: ${error.message}.`);
  });
  return { moves: Number(rows[0]?.moves), head: rows[0]?.head ?? '' };
}

async function expectTablespace(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT has_tablespace_privilege(oid, 'CREATE') AS may FROM pg_tablespace WHERE spcname = $1`,
    [name],
  );
  if (rows[0]?.may === true) return;
  const lacks = rows[0] === undefined ? `There is no tablespace ${name}` : `Nothing may be put into ${name} yet`;
  throw new Problem(`${lacks}: docs/archive.md says how a superuser makes one.`);
}

/** Whoever reads waits while a file is copied, never for longer than that: where the lock is not to be had soon, it is given up. */
async function putMonth(client: pg.Client, name: string, tablespace: string): Promise<number> {
  const table = `move_${name.replace('-', '_')}`;
  const { rows } = await client.query<{ name: string; what: string }>(
    `SELECT c.oid::regclass::text AS name, CASE c.relkind WHEN 'r' THEN 'TABLE' ELSE 'INDEX' END AS what
     FROM pg_class c LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
     WHERE (c.oid = ('ledger.' || $1)::regclass OR c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = ('ledger.' || $1)::regclass))
       AND s.spcname IS DISTINCT FROM $2
     ORDER BY c.relkind DESC`,
    [table, tablespace],
  );
  await client.query(`SET lock_timeout = ${lockTimeoutMs}`);
  for (const part of rows) {
    const moved = client.query(`ALTER ${part.what} ${part.name} SET TABLESPACE ${client.escapeIdentifier(tablespace)}`);
    await moved.catch((error: Error) => {
      throw new Problem(
        `${part.name} was not put into ${tablespace}: ${error.message}. What was moved is moved; ask again.`,
      );
    });
  }
  return rows.length;
}
