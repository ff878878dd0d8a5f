/**
 * Runs the jobs of a table: those that were added, and those that run by themselves, whose schedules it keeps in Redis. It writes
 * them again whenever Redis comes back, because Redis may have forgotten them, and where a clock that was wrong put them off.
 */
import { type Job, Queue, Worker } from 'bullmq';
import { assert, present } from '#kernel/assert.ts';
import type { Clock } from '#kernel/clock.ts';
import { repeat } from '#kernel/repeat.ts';
import type { Log } from '../telemetry/log.ts';
import { connectForJobs, type QueueOptions } from './connection.ts';
import { type JobEntry, keyPrefix, queueName } from './job.ts';
import { bringBack, writeSchedules } from './schedules.ts';

export interface WorkerOptions extends QueueOptions {
  readonly clock: Clock;
  /** Jobs run at once; absent: 4. */
  readonly concurrency?: number;
  /** How often it is looked whether schedules were put off, in milliseconds; absent: 10,000. */
  readonly lookEveryMs?: number;
  /** Called after each job that succeeded, with its name. */
  readonly onDone?: (name: string) => void;
}

export interface JobWorker {
  /** Resolves when the schedules are written and jobs are taken. */
  ready(): Promise<void>;
  /** Takes no more jobs and waits for those that run; may be called again. */
  close(): Promise<void>;
}

/** Starts working at once. @param entries all jobs there are; an unknown name fails. */
export function startWorker(entries: readonly JobEntry[], options: WorkerOptions): JobWorker {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  assert(byName.size === entries.length, 'job names are unique');
  const connection = connectForJobs(options, 'waits');
  const schedules = new Queue(queueName, { connection, prefix: keyPrefix });
  const worker = new Worker(queueName, (job: Job) => present(byName.get(job.name), 'the job').process(job.data), {
    connection,
    prefix: keyPrefix,
    concurrency: options.concurrency ?? 4,
    // A job whose process died is run again after at most this long.
    stalledInterval: 10_000,
    lockDuration: 20_000,
  });
  report(worker, schedules, options);
  const write = (): Promise<void> => writeSchedules(schedules, entries);
  connection.on('ready', () => {
    write().catch((err: unknown) => options.log.warn({ err }, 'schedules were not written'));
  });
  const looking = repeat(
    options.lookEveryMs ?? 10_000,
    () => look(schedules, entries, options),
    (err) => {
      options.log.debug({ err }, 'schedules were not looked at');
    },
  );
  let closing: Promise<void> | undefined;
  return {
    ready: async () => {
      await write();
      await worker.waitUntilReady();
    },
    close: () => {
      looking.stop();
      closing ??= worker
        .close()
        .then(() => schedules.close())
        .then(() => connection.disconnect());
      return closing;
    },
  };
}

async function look(schedules: Queue, entries: readonly JobEntry[], { clock, log }: WorkerOptions): Promise<void> {
  const names = await bringBack(schedules, entries, clock.now());
  if (names.length > 0) log.warn({ names }, 'schedules that a wrong clock had put off were written again');
}

function report(
  worker: Worker,
  schedules: Queue,
  { log, onDone }: { log: Log; onDone?: (name: string) => void },
): void {
  worker.on('completed', (job) => onDone?.(job.name));
  worker.on('failed', (job, err) => log.error({ err, job: job?.name, attempt: job?.attemptsMade }, 'job failed'));
  worker.on('stalled', (id) => log.warn({ id }, 'job stalled and runs again'));
  worker.on('error', (error) => log.debug({ problem: error.message }, 'job worker'));
  schedules.on('error', (error) => log.debug({ problem: error.message }, 'job schedules'));
}
