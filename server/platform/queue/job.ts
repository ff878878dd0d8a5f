/**
 * What a job is. A job is a hint that something should be looked at, never the only record of it: Redis may lose it, and a
 * worker that stalls has it run twice. So a job reads what is true from Postgres and comes to the same end when repeated.
 */
export interface JobEntry {
  /** Unique; stored in Redis. */
  readonly name: string;
  /** Runs by itself this often, in milliseconds; absent: only when it is added. */
  readonly everyMs?: number;
  readonly retry: {
    /** Tries in all, 1 or more. A job that runs by itself needs no second: the next one comes. */
    readonly attempts: number;
    /** Wait before the second try, doubling after each, in milliseconds. */
    readonly backOffMs: number;
  };
  /** @param data what `add` was given, not trusted: parse it. */
  readonly process: (data: unknown) => Promise<void>;
}

/** The one queue all jobs are in. */
export const queueName = 'jobs';
/** Prefix of BullMQ's keys in Redis. */
export const keyPrefix = 'busker';
