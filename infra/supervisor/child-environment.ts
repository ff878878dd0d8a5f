/** The complete settings every child of ours is started with. */
import type { Config, Environment } from '#config/config.ts';
import { cachedWorker } from '../bootstrap/media-worker-cache.mjs';
import type { Ports } from './ports.ts';

export interface Urls {
  /** Where people reach the site. */
  readonly public: string;
  /** Postgres as busker_app. */
  readonly database: string;
  /** Postgres as the owner, for migrations; absent where the database is not ours and none was given. */
  readonly databaseAdmin: string | undefined;
  readonly redis: string;
}

/**
 * What was given, and over it what the supervisor decided.
 * @param root of the checkout
 */
export function childEnvironment(
  root: string,
  given: Environment,
  config: Config,
  decided: {
    dataDir: string;
    ports: Ports;
    urls: Urls;
    secret: string;
    /** TURN_URLS and TURN_SECRET of a development TURN server, where one runs. */
    turn: Readonly<Record<string, string>>;
  },
): Record<string, string> {
  const { dataDir, ports, urls, secret, turn } = decided;
  const settings: Record<string, string> = {
    NODE_ENV: config.environment,
    BUSKER_SUPERVISED: '1',
    BUSKER_DATA_DIR: dataDir,
    BUSKER_DEMO: config.demo ? '1' : '0',
    BUSKER_SECRET: secret,
    DATABASE_URL: urls.database,
    REDIS_URL: urls.redis,
    PORT: String(ports.http),
    PUBLIC_URL: urls.public,
    METRICS_PORT: String(ports.metrics),
    MEDIA_PORT: String(ports.media),
    MEDIA_CONTROL_PORT: String(ports.mediaControl),
    MEDIA_NODES: String(config.media.nodes),
    MEDIA_WORKERS: String(config.media.workers),
    MEDIA_WORKER_BIN: config.media.workerBin ?? cachedWorker(root, given),
    ...turn,
  };
  const env = { ...withoutAbsent(given), ...settings };
  // A NAME_FILE wins over NAME, and what the owner may do is not for those who serve.
  for (const name of Object.keys(settings)) delete env[`${name}_FILE`];
  delete env.DATABASE_ADMIN_URL;
  delete env.DATABASE_ADMIN_URL_FILE;
  return env;
}

function withoutAbsent(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
