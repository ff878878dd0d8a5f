/**
 * The list of every environment variable Busker reads, with its default and its purpose.
 * `.env.example` is held against this table by a test; `config.ts` gives the values their grouped, typed form.
 */
import { choice, count, flag, port, text, turnUrls, url } from './setting.ts';

export const environments = ['development', 'production', 'test'] as const;
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const settings = {
  NODE_ENV: choice(
    'development',
    'Kind of deployment; production refuses generated secrets and demo data.',
    environments,
  ),
  PORT: port('3000', 'HTTP and WebSocket port.'),
  PUBLIC_URL: url(undefined, 'Where people reach the site; absent: http://localhost:PORT.', ['http', 'https']),
  HTTP_LISTEN_IP: text('127.0.0.1', 'Address the HTTP server listens on.'),
  METRICS_PORT: port('9464', 'Loopback port of the Prometheus metrics; another is chosen where the default is taken.'),
  MEDIA_PORT: port(
    '40000',
    'First of one UDP and TCP port a media worker; others are chosen where the default is taken.',
  ),
  MEDIA_LISTEN_IP: text('127.0.0.1', 'Address the media workers listen on.'),
  MEDIA_ANNOUNCED_IP: text('127.0.0.1', 'Address that browsers are told to send media to.'),
  MEDIA_NODES: count(
    '1',
    'Media nodes that npm start runs on this machine, also --media-nodes N; each has ports of its own.',
    1,
    16,
  ),
  MEDIA_WORKERS: count(
    undefined,
    'Media workers of each media node; absent: one a core, shared among the nodes.',
    1,
    256,
  ),
  MEDIA_CONSUMERS_PER_WORKER: count(
    '500',
    'Streams a media worker sends to viewers before their room spreads to another worker; a viewer of a camera with sound is two.',
    1,
    100_000,
  ),
  MEDIA_WORKER_BIN: text(undefined, 'Path of the mediasoup worker; set by the bootstrap.'),
  MEDIA_NODE_ID: text('media-1', 'Name of this media node, unique in the deployment.'),
  MEDIA_CONTROL_PORT: port(undefined, 'Loopback port of the media node’s control socket; chosen by the supervisor.'),
  MEDIA_CONTROL_URL: url(
    undefined,
    'Where API nodes reach this media node; absent: ws://127.0.0.1:MEDIA_CONTROL_PORT.',
    ['ws', 'wss'],
  ),
  TURN_URLS: turnUrls(
    undefined,
    'TURN servers for who has no other way to the media, separated by commas (turn:host:3478?transport=udp); absent: none.',
  ),
  TURN_SECRET: text(undefined, 'Secret that Busker shares with the TURN servers, at least 16 characters.'),
  BUSKER_DATA_DIR: text('.busker', 'Folder of the embedded database, Redis, logs and generated secrets.'),
  BUSKER_CACHE_DIR: text(undefined, 'Folder of built parts shared between checkouts; absent: ~/.cache/busker.'),
  BUSKER_BACKUP_DIR: text(
    undefined,
    'Folder for backups of the embedded database, best on another disk; absent: nothing is archived and none can be made.',
  ),
  BUSKER_BACKUP_SECONDS: count(
    '60',
    'How many seconds may pass until what was committed is in BUSKER_BACKUP_DIR too.',
    1,
    3_600,
  ),
  BUSKER_DEMO: flag(undefined, 'Demo accounts and the demo stream; absent: 1 outside production.'),
  BUSKER_SECRET: text(
    undefined,
    'Root of all signing keys, at least 32 characters; generated in development, required in production.',
  ),
  BUSKER_SUPERVISED: flag('0', 'Set by the supervisor: the process ends when its standard input closes.'),
  DATABASE_URL: url(undefined, 'Postgres as the role busker_app; absent: the embedded one.', [
    'postgres',
    'postgresql',
  ]),
  DATABASE_ADMIN_URL: url(undefined, 'Postgres as the owner, for migrations; absent: the embedded one’s owner.', [
    'postgres',
    'postgresql',
  ]),
  REDIS_URL: url(undefined, 'Redis 7 or later; absent: one of our own.', ['redis', 'rediss']),
  SMTP_URL: url(undefined, 'Mail server; absent: mail stays in the folder mail of BUSKER_DATA_DIR.', ['smtp', 'smtps']),
  MAIL_FROM: text('Busker <no-reply@localhost>', 'Who our mail is from.'),
  LIMITS_FACTOR: count('1', 'Multiplies every rate limit; for benchmarks and tests only.', 1, 1_000_000),
  SOCKETS_PER_ADDRESS: count(
    '512',
    'Most sockets open at once from one IPv4 address or IPv6 /64, in each API process; schools and mobile carriers share one.',
    1,
    1_000_000,
  ),
  ROOM_CAPACITY: count('5000', 'Most people in one room.', 1, 1_000_000),
  ECONOMY_PRESET: choice(
    'creator-first',
    'Price list and payout rate that a new deployment begins with, and the split that holds where a stream chooses none.',
    ['creator-first', 'platform-fee'],
  ),
  LOOK_AGAIN_SECONDS: count(
    '15',
    'How often each API process asks Postgres who stands, sits and moderates, in case a word over Redis was lost.',
    1,
    300,
  ),
  WEBHOOK_ALLOW_LOOPBACK: flag(
    '0',
    'Webhooks may go to this machine itself, over http too, to try them out; refused in production.',
  ),
  TRUST_PROXY: count('0', 'Proxies in front of the server whose X-Forwarded-For is believed.', 0, 10),
  LOG_LEVEL: choice('info', 'Least severe log line that is written.', logLevels),
} as const;

export type SettingName = keyof typeof settings;
export type Values = { [N in SettingName]: ReturnType<(typeof settings)[N]['parse']> | undefined };
