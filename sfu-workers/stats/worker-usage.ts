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
  /** The same over the last seconds, so that a burst of handshakes is not taken for load. */
  readonly steadyShare: number;
}

/** Turns without an answer; counted in turns, so that a pause of this process itself is not held against a worker. */
const turnsUntilHung = 10;
/** From this many on nothing new is put on it: it may be about to be killed. */
const turnsUntilDoubtful = 3;
/** Weight of the last reading, twice a second: of a step, three quarters show after two seconds. */
const steadyWeight = 0.3;

export class WorkerUsage {
  readonly #clock: Clock;
  readonly #onHung: (hung: RunningWorker) => void;
  readonly #onAnswer: (seconds: number) => void;
  readonly #readings = new WeakMap<RunningWorker, Reading>();
  /** Turns that those who were asked have let pass. */
  readonly #waitedFor = new WeakMap<RunningWorker, number>();
  #workers: readonly RunningWorker[] = [];

  /**
   * @param onHung called once for a worker that does not answer any more
   * @param onAnswer called with what each answer took
   */
  constructor(clock: Clock, onHung: (hung: RunningWorker) => void, onAnswer: (seconds: number) => void) {
    this.#clock = clock;
    this.#onHung = onHung;
    this.#onAnswer = onAnswer;
  }

  /** Share of one core, 1 = all of it; 0 before the second reading. */
  cpuOf(worker: RunningWorker): number {
    return this.#readings.get(worker)?.share ?? 0;
  }

  /** The same, smoothed over some seconds. */
  steadyCpuOf(worker: RunningWorker): number {
    return this.#readings.get(worker)?.steadyShare ?? 0;
  }

  /** Whether it answers: not for long where it hangs. */
  isAnswering(worker: RunningWorker): boolean {
    return (this.#waitedFor.get(worker) ?? 0) < turnsUntilDoubtful;
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
    const askedMs = this.#clock.monotonicMs();
    try {
      const { ru_utime, ru_stime } = await running.worker.getResourceUsage();
      const cpuMs = ru_utime + ru_stime;
      const atMs = this.#clock.monotonicMs();
      this.#onAnswer((atMs - askedMs) / 1000);
      const before = this.#readings.get(running);
      const share = before === undefined ? 0 : (cpuMs - before.cpuMs) / (atMs - before.atMs);
      const steadyBefore = before?.steadyShare ?? 0;
      const steadyShare = steadyBefore + (share - steadyBefore) * steadyWeight;
      this.#readings.set(running, { atMs, cpuMs, share, steadyShare });
    } catch {
      // The worker died under the question; its slot says so.
    } finally {
      this.#waitedFor.delete(running);
    }
  }
}
