/**
 * Where the proof takes place: a Postgres and a Redis, and five processes of Busker with them: two of the API, two job workers, and the
 * till, which does with the ledger what no route does yet. No media.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '#kernel/clock.ts';
import { findPrivatePorts } from '../../../infra/supervisor/free-port.ts';
import { answersOk } from '../../../infra/supervisor/node-children.ts';
import { seed } from '../../../prisma/seed.ts';
import { openDatabase } from '../../../server/platform/database/index.ts';
import { createQueue, type JobQueue } from '../../../server/platform/queue/index.ts';
import { startDatabase, type TestDatabase } from '../../world/database.ts';
import { startRedis, type TestRedis } from '../../world/redis.ts';
import { openProgram, type Program } from './program.ts';

/** Which of two. */
export type Place = 0 | 1;

type Pair<T> = readonly [T, T];

/** The processes by name. */
export interface Programs {
  /** Two of the API. */
  readonly servers: Pair<Program>;
  /** Two job workers. */
  readonly jobs: Pair<Program>;
  readonly till: Program;
}

export interface World extends Programs {
  readonly postgres: TestDatabase;
  readonly redis: TestRedis;
  /** All five. */
  readonly programs: readonly Program[];
  /** Of the API processes. */
  readonly ports: Pair<number>;
  /** API processes that have answered nothing since Postgres or Redis died. */
  readonly shaken: Set<Program>;
  /** Where jobs are added, as by any process. */
  readonly queue: JobQueue;
  /** For comparing the books, as the application reads them. */
  readonly database: ReturnType<typeof openDatabase>;
  close(): Promise<void>;
}

const log = pino({ level: 'silent' });
/** 70 % to the performer, 30 % to the platform. */
const economy = 'platform-fee';

/** Everything is ready when it resolves. */
export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'busker-prove-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const [postgres, redis, port] = await Promise.all([startDatabase(), startRedis(), findPrivatePorts(6)]);
  await seed({ url: postgres.adminUrl, clock: systemClock });
  const { servers, jobs, till } = await openPrograms({ folder, databaseUrl: postgres.url, redisUrl: redis.url, port });
  const programs = [...servers, ...jobs, till];
  const queue = createQueue({ url: redis.url, log });
  const database = openDatabase({ url: postgres.url, log, name: 'proof' });
  const close = async (): Promise<void> => {
    await Promise.all(programs.map((one) => one.close()));
    await Promise.all([queue.close(), database.close()]);
    await Promise.all([postgres.close(), redis.close()]);
    process.off('exit', remove);
    remove();
  };
  try {
    await Promise.all(programs.map((one) => one.start()));
    for (const one of programs) one.moveClock(0);
  } catch (error) {
    await close();
    throw error;
  }
  const ports = [port, port + 1] as const;
  const shaken = new Set<Program>();
  return { ...{ postgres, redis, servers, jobs, till, programs, ports, shaken, queue, database }, close };
}

interface Where {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** The first of six: two of the API, its two for metrics, the job workers' two. */
  readonly port: number;
}

/** None of them runs yet. */
async function openPrograms({ folder, databaseUrl, redisUrl, port }: Where): Promise<Programs> {
  const common = {
    ...{ BUSKER_SECRET: 'the secret of a proof, longer than thirty-two characters', REDIS_URL: redisUrl },
    ...{ BUSKER_DATA_DIR: folder, BUSKER_DEMO: '0', BUSKER_SUPERVISED: '1', LIMITS_FACTOR: '1000000' },
    // Started again and again: what was compiled once is kept.
    ...{ ECONOMY_PRESET: economy, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  };
  const given = { folder, databaseUrl };
  const at = (http: number, metrics: number) => ({ ...common, PORT: String(http), METRICS_PORT: String(metrics) });
  const readyAt = (where: number) => () => answersOk(`http://127.0.0.1:${where}/readyz`);
  const server = (name: string, http: number) => {
    const its = { file: 'server/api.ts', env: at(http, http + 2), counted: 'tip_accept', isReady: readyAt(http) };
    return openProgram({ ...given, ...its, name });
  };
  const worker = (name: string, metrics: number) => {
    const its = { file: 'server/worker.ts', env: at(port, metrics), counted: 'tip_settle', isReady: readyAt(metrics) };
    return openProgram({ ...given, ...its, name });
  };
  const file = 'tests/prove/ledger/fixtures/till.ts';
  const [one, two, three, four, till] = await Promise.all([
    server('server', port),
    server('server-b', port + 1),
    worker('jobs', port + 4),
    worker('jobs-b', port + 5),
    openProgram({ ...given, name: 'till', file, env: at(port, 0), counted: 'ledger.', isReady: spoke }),
  ]);
  return { servers: [one, two], jobs: [three, four], till };
}

const heard = new WeakSet<Program['child']>();

/** The till says once that it is ready. */
function spoke(child: Program['child']): Promise<boolean> {
  if (heard.has(child)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const over = (answer: boolean): void => {
      child.off('message', yes).off('exit', no);
      resolve(answer);
    };
    const yes = (): void => {
      heard.add(child);
      over(true);
    };
    const no = (): void => over(false);
    child.on('message', yes).on('exit', no);
  });
}
