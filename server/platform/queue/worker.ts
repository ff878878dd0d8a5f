/**
 * Runs the jobs of a table: those that were added, and those that run by themselves, whose schedules it keeps in Redis and
 * writes again whenever Redis comes back, because Redis may have forgotten them.
 */
import { type Job, Queue, Worker } from 'bullmq';
import { assert, present } from '#kernel/assert.ts';
import type { Log } from '../telemetry/log.ts';
import { connectForJobs, type QueueOptions } from './connection.ts';
import { type JobEntry, keyPrefix, queueName } from './job.ts';
import { kept } from './queue.ts';

export interface WorkerOptions extends QueueOptions {
  /** Jobs run at once; absent: 4. */
  readonly concurrency?: number;
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
  let closing: Promise<void> | undefined;
  return {
    ready: async () => {
      await write();
      await worker.waitUntilReady();
    },
    close: () => {
      closing ??= worker
        .close()
        .then(() => schedules.close())
        .then(() => connection.disconnect());
      return closing;
    },
  };
}

async function writeSchedules(queue: Queue, entries: readonly JobEntry[]): Promise<void> {
  const known = await queue.getJobSchedulers();
  for (const { name, everyMs, retry } of entries) {
    if (everyMs === undefined) continue;
    const opts = { ...kept, attempts: retry.attempts, backoff: { type: 'exponential', delay: retry.backOffMs } };
    await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts });
  }
  const wanted = new Set(entries.filter((entry) => entry.everyMs !== undefined).map((entry) => entry.name));
  for (const { key } of known) if (!wanted.has(key)) await queue.removeJobScheduler(key);
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
