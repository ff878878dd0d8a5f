/**
 * The connections to Postgres. Owns the pool, its limits, and trying again where the database asks for it. A database
 * that is killed and comes back is found again by the next query; no process needs a restart.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '#prisma/client/client.ts';
import type { Log } from '../telemetry/log.ts';
import type { Database, Reader, Run, TransactOptions, Writer } from './access.ts';
import { asksToTryAgain, isDuplicate } from './failures.ts';

export interface DatabaseOptions {
  /** Postgres as the role busker_app. */
  readonly url: string;
  readonly log: Pick<Log, 'warn'>;
  /** Name shown in pg_stat_activity. */
  readonly name?: string;
  /** Most connections of this process; absent: 10. */
  readonly maxConnections?: number;
  /** Longest one statement may take, in milliseconds; absent: 5,000. */
  readonly statementTimeoutMs?: number;
}

const connectTimeoutMs = 2_000;
const usualConnections = 10;
const transactionTimeoutMs = 5_000;
/** A transaction that its process forgot must not hold its locks for ever. */
const idleInTransactionTimeoutMs = 60_000;
const triesOfTransaction = 3;
const snapshotTimeoutMs = 600_000;

/** Opens the pool; connects with the first query, or before it (`warm`). A connection stays open once it is. */
export function openDatabase(options: DatabaseOptions): Database {
  const most = options.maxConnections ?? usualConnections;
  const { pool, prisma, end } = connect({ ...options, maxConnections: most, keep: most });
  let atLength: ReturnType<typeof connect> | undefined;
  let closing: Promise<unknown> | undefined;
  return {
    read: prisma as unknown as Reader,
    transact: (work, given) => transact(prisma, work, given),
    call: (work) => call(prisma, work),
    snapshot: (work) => {
      const name = `${options.name ?? 'busker'}-at-length`;
      const limits = { maxConnections: 2, keep: 0, statementTimeoutMs: snapshotTimeoutMs };
      atLength ??= connect({ ...options, name, ...limits }, readOnly);
      return snapshot(atLength.prisma, work);
    },
    warm: () => warm(pool, most, options.log),
    ping: async () => {
      await pool.query({ text: 'SELECT 1', query_timeout: connectTimeoutMs } as pg.QueryConfig);
    },
    close: async () => {
      closing ??= Promise.all([end(), atLength?.end()]);
      await closing;
    },
  };
}

interface PoolOptions extends DatabaseOptions {
  readonly maxConnections: number;
  /** How many stay open though nobody uses them. */
  readonly keep: number;
}

function connect(options: PoolOptions, settings?: string) {
  const pool = openPool(options, settings);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, {
      onConnectionError: (error) => options.log.warn({ problem: error.message }, 'database connection lost'),
    }),
    errorFormat: 'minimal',
  });
  return { pool, prisma, end: () => prisma.$disconnect().then(() => pool.end()) };
}

/** What the role may write, a session with this may not. */
const readOnly = ' -c default_transaction_read_only=on';

function openPool(options: PoolOptions, settings = ''): pg.Pool {
  const { url, log, name, maxConnections, keep, statementTimeoutMs } = options;
  const statement_timeout = statementTimeoutMs ?? 5_000;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name ?? 'busker',
    ...{ max: maxConnections, min: keep },
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Prisma's adapter writes and reads instants without looking at their offset: in any other time zone they would shift.
    options: `-c TimeZone=UTC -c DateStyle=ISO${settings}`,
    statement_timeout,
    // The server's own limit comes first; this one is for a server that no longer answers at all.
    query_timeout: statement_timeout + 5_000,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', (error) => log.warn({ problem: error.message }, 'idle database connection lost'));
  return pool;
}

async function warm(pool: pg.Pool, many: number, log: DatabaseOptions['log']): Promise<void> {
  const opened = await Promise.allSettled(Array.from({ length: many }, () => pool.connect()));
  for (const one of opened) {
    if (one.status === 'fulfilled') one.value.release();
    else log.warn({ problem: String(one.reason) }, 'a database connection could not be opened yet');
  }
}

async function transact<T>(
  prisma: PrismaClient,
  work: (tx: Writer) => Promise<T>,
  options: TransactOptions = {},
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await prisma.$transaction((tx) => work(tx as unknown as Writer), {
        maxWait: connectTimeoutMs,
        timeout: options.timeoutMs ?? transactionTimeoutMs,
        isolationLevel: options.isolation ?? 'ReadCommitted',
      });
    } catch (error) {
      if (tried >= triesOfTransaction || !asksToTryAgain(error)) throw error;
    }
  }
}

function snapshot<T>(prisma: PrismaClient, work: (read: Reader) => Promise<T>): Promise<T> {
  const limits = { maxWait: connectTimeoutMs, timeout: snapshotTimeoutMs, isolationLevel: 'RepeatableRead' } as const;
  return prisma.$transaction((tx) => work(tx as unknown as Reader), limits);
}

async function call<T>(prisma: PrismaClient, work: (run: Run) => Promise<T>): Promise<T> {
  const run = prisma.$queryRaw.bind(prisma) as Run;
  for (let tried = 1; ; tried += 1) {
    try {
      return await work(run);
    } catch (error) {
      if (tried >= triesOfTransaction || !(asksToTryAgain(error) || isDuplicate(error))) throw error;
    }
  }
}
