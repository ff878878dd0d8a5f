/** Work that happens later or by itself. Jobs are hints: they may be lost and may be repeated. */
export type { JobEntry } from './job.ts';
export { createQueue, type JobQueue } from './queue.ts';
export { type JobWorker, startWorker, type WorkerOptions } from './worker.ts';
