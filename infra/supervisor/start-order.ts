/** The order of a start: stores, then the database's shape and demo data, then our own processes side by side. */
import { join, resolve } from 'node:path';
import { archiveSettings } from '../backup/archive-settings.ts';
import { claimBackupFolder } from '../backup/claim-folder.ts';
import { Problem } from '../bootstrap/problem.mjs';
import type { Steps } from '../bootstrap/steps.mjs';
import { root } from './checkout.ts';
import type { ChildSpec } from './child-spec.ts';
import { runOneOff } from './one-off.ts';
import type { Run } from './open-run.ts';
import { clusterExists, createCluster } from './postgres/create-cluster.ts';
import { ensureRoles, postgresAnswers } from './postgres/ensure-roles.ts';
import { findPostgresPlace } from './postgres/place.ts';
import { postgresChild } from './postgres/postgres-child.ts';
import { redisAnswers } from './redis/redis-answers.ts';
import { redisChild } from './redis/redis-child.ts';

/** What a start needs of the stack it starts. */
export interface Ground {
  readonly log: Steps;
  readonly wants: (part: string) => boolean;
  /** Starts a child and waits until it is ready. */
  readonly startChild: (spec: ChildSpec) => Promise<void>;
  /** Hands over a process that does one thing, so that stopping ends it too. */
  readonly follow: (oneOff: { kill(): void }) => void;
  readonly logFile: (name: string) => string;
  /** @throws Error where the stack has been told to stop */
  readonly refuseWhenStopping: () => void;
}

/** Starts Postgres and Redis side by side, or asks those that were given whether they are there. @throws Problem */
export async function startStores(stack: Ground, run: Run): Promise<void> {
  const { config } = run;
  const stores = [
    ...(stack.wants('postgres')
      ? [config.database.url === undefined ? startPostgres(stack, run) : reachDatabase(stack, run)]
      : []),
    ...(stack.wants('redis') ? [config.redisUrl === undefined ? startRedis(stack, run) : reachRedis(stack, run)] : []),
  ];
  await Promise.all(stores);
}

/** Migrations always, demo data where it is wanted. */
export async function prepareDatabase(stack: Ground, run: Run): Promise<void> {
  const { databaseAdmin } = run.urls;
  if (databaseAdmin === undefined) {
    stack.log.say('  ! Migrations and demo data are left out: DATABASE_URL is set and DATABASE_ADMIN_URL is not.');
    return;
  }
  const env = { ...run.childEnv, DATABASE_ADMIN_URL: databaseAdmin };
  const once = (name: string, title: string, file: string): Promise<void> => {
    const oneOff = { name, file: join(root, file), env, cwd: root, logFile: stack.logFile(name) };
    return stack.log.step(title, () => runOneOff(oneOff, stack.follow));
  };
  if (stack.wants('migrate')) await once('migrate', 'Migrate the database', 'prisma/migrate.ts');
  if (stack.wants('seed') && run.config.demo) await once('seed', 'Seed the demo data', 'prisma/seed.ts');
}

/** Starts them side by side; each finds the others when they are there. @throws Problem where one cannot be ready */
export async function startOwnProcesses(stack: Ground, children: readonly ChildSpec[]): Promise<void> {
  if (children.length === 0) return;
  stack.refuseWhenStopping();
  await stack.log.step(`Start ${children.map(({ name }) => name).join(', ')}`, async (tell) => {
    const waiting = new Set(children.map(({ name }) => name));
    await Promise.all(
      children.map(async (spec) => {
        await stack.startChild(spec);
        waiting.delete(spec.name);
        tell(`waiting for ${[...waiting].join(', ')}`);
      }),
    );
  });
}

async function startPostgres(stack: Ground, { config, directory, ports, credentials }: Run): Promise<void> {
  await stack.log.step('Start Postgres', async (tell) => {
    const place = findPostgresPlace(root, directory.postgres);
    if (!clusterExists(place)) {
      tell('creating its cluster');
      await createCluster(place, credentials.postgresSuper);
    }
    const archiving = archiveSettings(config.backup, (folder) =>
      claimBackupFolder(resolve(root, folder), directory, place.runAs),
    );
    await stack.startChild(postgresChild(place, { port: ports.postgres, passwords: credentials }, archiving));
    await ensureRoles(ports.postgres, credentials);
  });
}

async function startRedis(stack: Ground, { directory, ports, credentials }: Run): Promise<void> {
  const place = { folder: directory.redis, port: ports.redis, password: credentials.redis };
  await stack.log.step('Start Redis', () => stack.startChild(redisChild(place)));
}

async function reachDatabase(stack: Ground, { urls }: Run): Promise<void> {
  await stack.log.step('Reach the database', async () => {
    if (await postgresAnswers({ connectionString: urls.database })) return;
    throw new Problem(
      'DATABASE_URL names a Postgres that does not answer or refuses the log-in: check it, or leave it out.',
    );
  });
}

async function reachRedis(stack: Ground, { urls }: Run): Promise<void> {
  await stack.log.step('Reach Redis', async () => {
    if (await redisAnswers(urls.redis)) return;
    throw new Problem(
      'REDIS_URL names a Redis that does not answer or refuses the password: check it, or leave it out.',
    );
  });
}
