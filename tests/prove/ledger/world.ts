/**
 * Where the proof takes place: a Postgres and a Redis, and three processes of Busker with them: the API, the job worker, and the till, which
 * does with the ledger what no route does yet. No media.
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

export interface World {
  readonly postgres: TestDatabase;
  readonly redis: TestRedis;
  readonly server: Program;
  readonly jobs: Program;
  readonly till: Program;
  /** The three. */
  readonly programs: readonly Program[];
  readonly port: number;
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
  const [postgres, redis, port] = await Promise.all([startDatabase(), startRedis(), findPrivatePorts(3)]);
  await seed({ url: postgres.adminUrl, clock: systemClock });
  const common = {
    ...{ BUSKER_SECRET: 'the secret of a proof, longer than thirty-two characters', REDIS_URL: redis.url },
    ...{ BUSKER_DATA_DIR: folder, BUSKER_DEMO: '0', BUSKER_SUPERVISED: '1', LIMITS_FACTOR: '1000000' },
    // Started again and again: what was compiled once is kept.
    ...{ ECONOMY_PRESET: economy, PORT: String(port), NODE_COMPILE_CACHE: join(folder, 'compiled') },
  };
  const given = { folder, databaseUrl: postgres.url };
  const at = (metrics: number) => ({ ...common, METRICS_PORT: String(metrics) });
  const readyAt = (where: number) => () => answersOk(`http://127.0.0.1:${where}/readyz`);
  const [server, jobs, till] = await Promise.all([
    openProgram({ ...given, name: 'server', file: 'server/api.ts', env: at(port + 1), isReady: readyAt(port) }),
    openProgram({ ...given, name: 'jobs', file: 'server/worker.ts', env: at(port + 2), isReady: readyAt(port + 2) }),
    openProgram({ ...given, name: 'till', file: 'tests/prove/ledger/fixtures/till.ts', env: at(0), isReady: spoke }),
  ]);
  const queue = createQueue({ url: redis.url, log });
  const database = openDatabase({ url: postgres.url, log, name: 'proof' });
  const close = async (): Promise<void> => {
    await Promise.all([server.close(), jobs.close(), till.close()]);
    await Promise.all([queue.close(), database.close()]);
    await Promise.all([postgres.close(), redis.close()]);
    process.off('exit', remove);
    remove();
  };
  try {
    await Promise.all([server.start(), jobs.start(), till.start()]);
    for (const one of [server, jobs, till]) one.moveClock(0);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...{ postgres, redis, server, jobs, till, port, queue, database }, programs: [server, jobs, till], close };
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
