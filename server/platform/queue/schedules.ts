/**
 * The schedules of jobs that run by themselves, as they stand in Redis. BullMQ notes when each is due next by the clock of whoever ran
 * it last: a clock that was ahead for a moment, and came back, would keep all of them from running until its time has come.
 */
import type { Queue } from 'bullmq';
import type { JobEntry } from './job.ts';
import { kept } from './queue.ts';

/** Clocks of two machines are nearer to each other than that, in milliseconds. */
const slackMs = 60_000;

/** Writes those of the table and takes away all others. */
export async function writeSchedules(queue: Queue, entries: readonly JobEntry[]): Promise<void> {
  const known = await queue.getJobSchedulers();
  for (const entry of entries) await write(queue, entry);
  const wanted = new Set(entries.filter((entry) => entry.everyMs !== undefined).map((entry) => entry.name));
  for (const { key } of known) if (!wanted.has(key)) await queue.removeJobScheduler(key);
}

/** Writes those anew that are due later than they ever can be. @returns their names */
export async function bringBack(queue: Queue, entries: readonly JobEntry[], nowMs: number): Promise<string[]> {
  const next = new Map((await queue.getJobSchedulers()).map((one) => [one.key, one.next ?? 0]));
  const astray = entries.filter(({ name, everyMs }) => {
    return everyMs !== undefined && (next.get(name) ?? 0) > nowMs + everyMs + slackMs;
  });
  for (const entry of astray) {
    await queue.removeJobScheduler(entry.name);
    await write(queue, entry);
  }
  return astray.map(({ name }) => name);
}

async function write(queue: Queue, { name, everyMs, retry }: JobEntry): Promise<void> {
  if (everyMs === undefined) return;
  const opts = { ...kept, attempts: retry.attempts, backoff: { type: 'exponential', delay: retry.backOffMs } };
  await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts });
}
