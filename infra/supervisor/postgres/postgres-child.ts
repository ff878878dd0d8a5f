/** The embedded Postgres as a child: loopback only, no socket file, durable, its settings on the command line. */
import { join } from 'node:path';
import type { ChildSpec } from '../child-spec.ts';
import { application, database, owner, postgresAnswers, superuserConnection } from './ensure-roles.ts';
import type { PostgresPlace } from './place.ts';

const readyTimeoutMs = 60_000;

export interface PostgresAccess {
  readonly port: number;
  readonly passwords: { readonly postgresSuper: string; readonly postgresOwner: string; readonly postgresApp: string };
}

/** DATABASE_URL and DATABASE_ADMIN_URL of the embedded database. */
export function postgresUrls({ port, passwords }: PostgresAccess): { app: string; admin: string } {
  const url = (role: string, password: string): string =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return { app: url(application, passwords.postgresApp), admin: url(owner, passwords.postgresOwner) };
}

/**
 * How the embedded Postgres is started and asked whether it is ready; its cluster exists already.
 * @param more settings, each `name=value`
 */
export function postgresChild(place: PostgresPlace, access: PostgresAccess, more: readonly string[] = []): ChildSpec {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${access.port}`,
    'unix_socket_directories=',
    'fsync=on',
    'max_connections=200',
    'password_encryption=scram-sha-256',
    'timezone=UTC',
    'log_timezone=UTC',
    'logging_collector=off',
    ...more,
  ];
  return {
    name: 'postgres',
    command: join(place.programs, 'postgres'),
    args: ['-D', place.cluster, ...settings.flatMap((setting) => ['-c', setting])],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
    cwd: '/',
    ...(place.runAs === undefined ? {} : { runAs: place.runAs }),
    ready: () => postgresAnswers(superuserConnection(access.port, access.passwords.postgresSuper)),
    readyTimeoutMs,
    // Fast shutdown: ends the sessions of clients instead of waiting for them.
    stopSignal: 'SIGINT',
    kind: 'store',
  };
}
