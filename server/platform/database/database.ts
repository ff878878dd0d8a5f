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
const transactionTimeoutMs = 5_000;
/** A transaction that its process forgot must not hold its locks for ever. */
const idleInTransactionTimeoutMs = 60_000;
const triesOfTransaction = 3;

/** Opens the pool; connects with the first query. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, {
      onConnectionError: (error) => options.log.warn({ problem: error.message }, 'database connection lost'),
    }),
    errorFormat: 'minimal',
  });
  let closing: Promise<void> | undefined;
  return {
    read: prisma as unknown as Reader,
    transact: (work, given) => transact(prisma, work, given),
    call: (work) => call(prisma, work),
    ping: async () => {
      await pool.query({ text: 'SELECT 1', query_timeout: connectTimeoutMs } as pg.QueryConfig);
    },
    close: () => {
      closing ??= prisma.$disconnect().then(() => pool.end());
      return closing;
    },
  };
}

function openPool({ url, log, name, maxConnections, statementTimeoutMs }: DatabaseOptions): pg.Pool {
  const statement_timeout = statementTimeoutMs ?? 5_000;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name ?? 'busker',
    max: maxConnections ?? 10,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Prisma's adapter writes and reads instants without looking at their offset: in any other time zone they would shift.
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    statement_timeout,
    // The server's own limit comes first; this one is for a server that no longer answers at all.
    query_timeout: statement_timeout + 5_000,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', (error) => log.warn({ problem: error.message }, 'idle database connection lost'));
  return pool;
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
