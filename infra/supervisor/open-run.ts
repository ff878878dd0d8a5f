/**
 * What has to be settled before the first child starts: settings judged, data directory ours, leftovers ended, ports
 * chosen, secrets made. Everything that can be refused is refused here.
 */
import { resolve } from 'node:path';
import { type Config, type Environment, readConfig } from '#config/config.ts';
import { Problem } from '../bootstrap/problem.mjs';
import type { Steps } from '../bootstrap/steps.mjs';
import { childEnvironment, type Urls } from './child-environment.ts';
import { type Credentials, ownCredentials, ownSecret } from './credentials.ts';
import { asDiskProblem, type DataDirectory, openDataDirectory } from './data-directory.ts';
import { endLeftovers } from './leftovers.ts';
import { takeLock } from './lock.ts';
import { choosePorts, type Ports } from './ports.ts';
import { postgresUrls } from './postgres/postgres-child.ts';
import { identify } from './process-identity.ts';
import { writePrometheusTargets } from './prometheus-targets.ts';
import { redisUrl } from './redis/redis-child.ts';
import { readRunFile, writeRunFile } from './run-file.ts';
import { turnSettings } from './turn-settings.ts';

export interface Run {
  readonly config: Config;
  readonly directory: DataDirectory;
  readonly ports: Ports;
  readonly credentials: Credentials;
  readonly urls: Urls;
  /** The settings of our own processes. */
  readonly childEnv: Readonly<Record<string, string>>;
  /** Gives the data directory back. */
  readonly release: () => void;
}

export interface RunRequest {
  /** Of the checkout. */
  readonly root: string;
  readonly env: Environment;
  /** Instead of BUSKER_DATA_DIR. */
  readonly dataDir: string | undefined;
  /** Whether a part is going to be started. */
  readonly wants: (part: string) => boolean;
  readonly log: Steps;
}

/** @throws ConfigError or Problem, one sentence each */
export async function openRun(request: RunRequest): Promise<Run> {
  const config = readConfig(request.env);
  judgeDatabase(config);
  const directory = openDataDirectory(request.dataDir ?? resolve(request.root, config.dataDir));
  try {
    const release = takeLock(directory.lockFile, directory.root);
    return await openLocked(request, config, directory, release).catch((error: unknown) => {
      release();
      throw error;
    });
  } catch (error) {
    throw asDiskProblem(error, directory.root);
  }
}

async function openLocked(
  { root, env, wants, log }: RunRequest,
  config: Config,
  directory: DataDirectory,
  release: () => void,
): Promise<Run> {
  const last = readRunFile(directory.runFile);
  const ended = await endLeftovers(last);
  if (ended.length > 0) log.say(`  Ended what a killed start had left behind: ${ended.join(', ')}`);
  const publicParts = { server: wants('server'), media: wants('media') };
  const ports = await choosePorts(config, env, last.ports, publicParts);
  const credentials = ownCredentials(directory.credentialsFile);
  const urls = urlsOf(config, ports, credentials);
  const secret = config.secret ?? ownSecret(directory.secretFile);
  writeRunFile(directory.runFile, { ...identify(process.pid), ports: { ...ports }, children: {} });
  writePrometheusTargets(directory.prometheusTargets, ports, config.media.nodes);
  const turn = config.turn === null ? turnSettings(directory.root) : {};
  if (turn.TURN_URLS !== undefined) log.say(`  Uses the TURN server of npm run turn: ${turn.TURN_URLS}`);
  const decided = { dataDir: directory.root, ports, urls, secret, turn };
  return {
    config,
    directory,
    ports,
    credentials,
    urls,
    release,
    childEnv: childEnvironment(root, env, config, decided),
  };
}

function urlsOf({ database, redisUrl: redis, http }: Config, ports: Ports, credentials: Credentials): Urls {
  const embedded = postgresUrls({ port: ports.postgres, passwords: credentials });
  return {
    public: http.publicUrl.href.replace(/\/$/, ''),
    database: database.url ?? embedded.app,
    databaseAdmin: database.url === undefined ? embedded.admin : database.adminUrl,
    redis: redis ?? redisUrl({ folder: '', port: ports.redis, password: credentials.redis }),
  };
}

function judgeDatabase({ database, backup }: Config): void {
  if (backup.folder !== undefined && database.url !== undefined) {
    throw new Problem(
      'BUSKER_BACKUP_DIR is for the embedded Postgres and DATABASE_URL names another: docs/backups.md says how to back that up.',
    );
  }
  if (database.adminUrl === undefined || database.url !== undefined) return;
  throw new Problem('DATABASE_ADMIN_URL is set without DATABASE_URL: set both for a database of yours, or neither.');
}
