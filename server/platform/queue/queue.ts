/**
 * Where jobs are added, from any process. Adding fails at once where Redis is away; who adds must not need the job to have
 * been added (see job.ts).
 */
import { Queue } from 'bullmq';
import { connectForJobs, type QueueOptions } from './connection.ts';
import { type JobEntry, keyPrefix, queueName } from './job.ts';

export interface AddOptions {
  readonly delayMs?: number;
  /** A job of the same id that is waiting is not added again; no colons. */
  readonly id?: string;
  /** Not added again while one that was added under this name has not finished. */
  readonly once?: string;
}

export interface JobQueue {
  /** Adds one job of an entry. */
  add(
    entry: Pick<JobEntry, 'name' | 'retry'>,
    data: Readonly<Record<string, unknown>>,
    options?: AddOptions,
  ): Promise<void>;
  /** Milliseconds since 1970 when a job last finished, null where none did lately. */
  lastFinishedAt(): Promise<number | null>;
  /** May be called again. */
  close(): Promise<void>;
}

/** Finished jobs that are kept to look at. */
export const kept = { removeOnComplete: { count: 100 }, removeOnFail: { count: 500 } } as const;

/** Opens the queue for adding. */
export function createQueue(options: QueueOptions): JobQueue {
  const connection = connectForJobs(options, 'fails');
  // BullMQ would ask Redis for its version once, and where Redis is away at that moment never work again.
  const skipped = { skipWaitingForReady: true, skipVersionCheck: true };
  const queue = new Queue(queueName, { connection, prefix: keyPrefix, ...skipped });
  queue.on('error', (error) => options.log.debug({ problem: error.message }, 'job queue'));
  let closing: Promise<void> | undefined;
  return {
    add: async (entry, data, { delayMs, id, once } = {}) => {
      await queue.add(entry.name, data, {
        ...kept,
        attempts: entry.retry.attempts,
        backoff: { type: 'exponential', delay: entry.retry.backOffMs },
        ...(delayMs === undefined ? {} : { delay: delayMs }),
        ...(id === undefined ? {} : { jobId: id }),
        ...(once === undefined ? {} : { deduplication: { id: once } }),
      });
    },
    lastFinishedAt: async () => {
      const [last] = await queue.getJobs(['completed', 'failed'], 0, 0, false);
      return last?.finishedOn ?? null;
    },
    close: () => {
      closing ??= queue.close().then(() => connection.disconnect());
      return closing;
    },
  };
}
