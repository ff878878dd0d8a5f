/**
 * How much CPU the workers use: measured between two readings, a reading never waited for by anybody else.
 */
import type { Clock } from '#kernel/clock.ts';
import type { WorkerPool } from '../pool.ts';
import type { RunningWorker } from '../workers/start-worker.ts';

interface Reading {
  readonly atMs: number;
  readonly cpuMs: number;
  /** Share of one core since the reading before. */
  readonly share: number;
}

export class WorkerUsage {
  readonly #clock: Clock;
  readonly #readings = new WeakMap<RunningWorker, Reading>();
  readonly #pending = new WeakSet<RunningWorker>();
  #workers: readonly RunningWorker[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Share of one core, 1 = all of it; 0 before the second reading. */
  cpuOf(worker: RunningWorker): number {
    return this.#readings.get(worker)?.share ?? 0;
  }

  /** Seconds of CPU by worker process. */
  seconds(): { pid: number; cpuSeconds: number }[] {
    return this.#workers.map((running) => ({
      pid: running.worker.pid,
      cpuSeconds: (this.#readings.get(running)?.cpuMs ?? 0) / 1000,
    }));
  }

  /** Takes a reading of every worker that has answered the last one. */
  async read(pool: WorkerPool): Promise<void> {
    this.#workers = pool.running;
    await Promise.all(this.#workers.filter((running) => !this.#pending.has(running)).map((one) => this.#readOne(one)));
  }

  async #readOne(running: RunningWorker): Promise<void> {
    this.#pending.add(running);
    try {
      const { ru_utime, ru_stime } = await running.worker.getResourceUsage();
      const cpuMs = ru_utime + ru_stime;
      const atMs = this.#clock.monotonicMs();
      const before = this.#readings.get(running);
      const share = before === undefined ? 0 : (cpuMs - before.cpuMs) / (atMs - before.atMs);
      this.#readings.set(running, { atMs, cpuMs, share });
    } catch {
      // The worker died under the question; its slot says so.
    } finally {
      this.#pending.delete(running);
    }
  }
}
