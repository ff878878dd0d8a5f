/**
 * How much CPU the workers use: measured between two readings, a reading never waited for by anybody else. A worker that
 * answers none of them is hung: its process is there and carries nothing.
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

/** Turns without an answer; counted in turns, so that a pause of this process itself is not held against a worker. */
const turnsUntilHung = 10;

export class WorkerUsage {
  readonly #clock: Clock;
  readonly #onHung: (hung: RunningWorker) => void;
  readonly #readings = new WeakMap<RunningWorker, Reading>();
  /** Turns that those who were asked have let pass. */
  readonly #waitedFor = new WeakMap<RunningWorker, number>();
  #workers: readonly RunningWorker[] = [];

  /** @param onHung called once for a worker that does not answer any more */
  constructor(clock: Clock, onHung: (hung: RunningWorker) => void) {
    this.#clock = clock;
    this.#onHung = onHung;
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
    const asked = this.#workers.filter((running) => !this.#isWaiting(running));
    await Promise.all(asked.map((running) => this.#readOne(running)));
  }

  /** Whether the worker still owes an answer. */
  #isWaiting(running: RunningWorker): boolean {
    const turns = this.#waitedFor.get(running);
    if (turns === undefined) return false;
    this.#waitedFor.set(running, turns + 1);
    if (turns + 1 === turnsUntilHung) this.#onHung(running);
    return true;
  }

  async #readOne(running: RunningWorker): Promise<void> {
    this.#waitedFor.set(running, 0);
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
      this.#waitedFor.delete(running);
    }
  }
}
