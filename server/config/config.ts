/**
 * Environment → one typed, grouped, frozen configuration. Reads and judges every setting once; a setting that does not
 * hold is refused with a sentence that names it. Nothing else in the server reads `process.env`.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type SettingName, settings, type Values } from './env.ts';
import { SettingProblem } from './setting.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting is missing or does not hold; the message is one sentence for the person who starts Busker. */
export class ConfigError extends Error {
  readonly setting: SettingName;
  constructor(setting: SettingName, problem: string) {
    super(`The setting ${setting} ${problem}.`);
    this.setting = setting;
  }
}

export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the whole configuration, of this process where no environment is given.
 * @throws ConfigError naming the first setting that does not hold.
 */
export function readConfig(env: Environment = process.env) {
  const v = readValues(env);
  const production = v.NODE_ENV === 'production';
  const demo = v.BUSKER_DEMO ?? !production;
  return Object.freeze({
    environment: required('NODE_ENV', v),
    production,
    demo,
    supervised: required('BUSKER_SUPERVISED', v),
    http: {
      port: required('PORT', v),
      listenIp: required('HTTP_LISTEN_IP', v),
      publicUrl: new URL(v.PUBLIC_URL ?? `http://localhost:${v.PORT}`),
      trustProxy: required('TRUST_PROXY', v),
    },
    metricsPort: required('METRICS_PORT', v),
    dataDir: required('BUSKER_DATA_DIR', v),
    cacheDir: v.BUSKER_CACHE_DIR,
    backup: { folder: v.BUSKER_BACKUP_DIR, withinSeconds: required('BUSKER_BACKUP_SECONDS', v) },
    secret: v.BUSKER_SECRET,
    database: { url: v.DATABASE_URL, adminUrl: v.DATABASE_ADMIN_URL },
    redisUrl: v.REDIS_URL,
    turn: turnOf(v),
    mail: { smtpUrl: v.SMTP_URL, from: required('MAIL_FROM', v) },
    limitsFactor: required('LIMITS_FACTOR', v),
    socketsPerAddress: required('SOCKETS_PER_ADDRESS', v),
    roomCapacity: required('ROOM_CAPACITY', v),
    economyPreset: required('ECONOMY_PRESET', v),
    lookAgainSeconds: required('LOOK_AGAIN_SECONDS', v),
    webhooks: { allowLoopback: required('WEBHOOK_ALLOW_LOOPBACK', v) },
    logLevel: required('LOG_LEVEL', v),
    media: {
      firstPort: required('MEDIA_PORT', v),
      listenIp: required('MEDIA_LISTEN_IP', v),
      announcedIp: required('MEDIA_ANNOUNCED_IP', v),
      nodes: required('MEDIA_NODES', v),
      workers: v.MEDIA_WORKERS ?? Math.ceil(availableParallelism() / required('MEDIA_NODES', v)),
      consumersPerWorker: required('MEDIA_CONSUMERS_PER_WORKER', v),
      workerBin: v.MEDIA_WORKER_BIN,
      nodeId: required('MEDIA_NODE_ID', v),
      controlPort: v.MEDIA_CONTROL_PORT,
      controlUrl: v.MEDIA_CONTROL_URL,
    },
  });
}

/**
 * A value that only some processes need.
 * @throws ConfigError where it is absent.
 */
export function need<T>(value: T | undefined, setting: SettingName): T {
  if (value === undefined) throw new ConfigError(setting, 'is required here and is not set');
  return value;
}

function required<N extends SettingName>(name: N, values: Values): NonNullable<Values[N]> {
  const value = values[name];
  if (value === undefined || value === null) throw new ConfigError(name, 'is required and is not set');
  return value;
}

function readValues(env: Environment): Values {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(settings) as SettingName[]) values[name] = readOne(name, env);
  const typed = values as Values;
  judgeSecret(typed);
  judgeWebhooks(typed);
  judgeTurn(typed);
  return typed;
}

function readOne(name: SettingName, env: Environment): unknown {
  const given = fromFile(name, env) ?? env[name];
  const source = given === undefined || given === '' ? settings[name].fallback : given;
  if (source === undefined) return undefined;
  try {
    return settings[name].parse(source);
  } catch (problem) {
    if (problem instanceof SettingProblem) throw new ConfigError(name, problem.message);
    throw problem;
  }
}

function fromFile(name: SettingName, env: Environment): string | undefined {
  const file = env[`${name}_FILE`];
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigError(name, `should come from the file that ${name}_FILE names, which cannot be read`);
  }
}

function judgeWebhooks({ NODE_ENV, WEBHOOK_ALLOW_LOOPBACK }: Values): void {
  if (NODE_ENV !== 'production' || WEBHOOK_ALLOW_LOOPBACK !== true) return;
  throw new ConfigError(
    'WEBHOOK_ALLOW_LOOPBACK',
    'cannot be 1 in production: performers would reach what listens here',
  );
}

function judgeSecret(values: Values): void {
  if (values.BUSKER_SECRET !== undefined && values.BUSKER_SECRET.length < 32) {
    throw new ConfigError('BUSKER_SECRET', 'must have at least 32 characters');
  }
  if (values.NODE_ENV === 'production' && values.BUSKER_SECRET === undefined) {
    throw new ConfigError('BUSKER_SECRET', 'is required in production');
  }
  if (values.NODE_ENV === 'production' && values.BUSKER_DEMO === true) {
    throw new ConfigError('BUSKER_DEMO', 'cannot be 1 in production: its passwords are public');
  }
}

/** Null: there is no TURN server. */
function turnOf({ TURN_URLS: urls, TURN_SECRET: secret }: Values) {
  return urls === undefined || secret === undefined ? null : { urls, secret };
}

function judgeTurn({ TURN_URLS: urls, TURN_SECRET: secret }: Values): void {
  if (urls !== undefined && secret === undefined) throw new ConfigError('TURN_SECRET', 'is required beside TURN_URLS');
  if (secret === undefined) return;
  if (urls === undefined) throw new ConfigError('TURN_URLS', 'is required beside TURN_SECRET');
  // It is one line of coturn's configuration.
  if (!/^[\x21-\x7e]{16,}$/.test(secret))
    throw new ConfigError('TURN_SECRET', 'must have at least 16 visible characters and no blanks');
}
