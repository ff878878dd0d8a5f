/** The two roles and the database: the owner runs migrations, the application may only what they grant. */
import pg from 'pg';
import { superuser } from './create-cluster.ts';

export const database = 'busker';
export const owner = 'busker_owner';
export const application = 'busker_app';

export interface RolePasswords {
  readonly postgresSuper: string;
  readonly postgresOwner: string;
  readonly postgresApp: string;
}

/** Creates what is absent and sets the passwords; the same at every start. */
export async function ensureRoles(port: number, passwords: RolePasswords): Promise<void> {
  const client = new pg.Client(superuserConnection(port, passwords.postgresSuper));
  await client.connect();
  try {
    // The owner may create databases: tests clone a template for each file.
    await ensureRole(client, owner, 'LOGIN NOSUPERUSER NOCREATEROLE CREATEDB', passwords.postgresOwner);
    await ensureRole(client, application, 'LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB', passwords.postgresApp);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database} OWNER ${owner}`);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${application}`);
  } finally {
    await client.end();
  }
}

/** Whether Postgres takes connections; never throws. */
export async function postgresAnswers(connection: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** How the supervisor itself connects; nobody else does so. */
export function superuserConnection(port: number, password: string): pg.ClientConfig {
  return { host: '127.0.0.1', port, user: superuser, password, database: 'postgres' };
}

async function ensureRole(client: pg.Client, name: string, rights: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE ${name} ${rights} PASSWORD ${client.escapeLiteral(password)}`);
}
