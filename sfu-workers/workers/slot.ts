/**
 * A place for one worker: keeps it filled. A worker that dies is reported and replaced on the same port.
 */

import type { Logger } from 'pino';
import { sleep } from '#kernel/clock.ts';
import { restartDelayMs } from '../policy/restart-delay.ts';
import { endWorker } from './end-worker.ts';
import { type RunningWorker, startWorker, type WorkerPlace } from './start-worker.ts';

export interface SlotOptions {
  readonly place: WorkerPlace;
  readonly log: Logger;
  /** Called once for each worker that died, before it is replaced. */
  readonly onDied: (died: RunningWorker) => void;
}

export class WorkerSlot {
  readonly #options: SlotOptions;
  readonly #closing = new AbortController();
  #running: RunningWorker | undefined;
  #failures = 0;

  private constructor(options: SlotOptions) {
    this.#options = options;
  }

  /** @throws WorkerStartError where the first worker cannot start. */
  static async open(options: SlotOptions): Promise<WorkerSlot> {
    const slot = new WorkerSlot(options);
    slot.#take(await startWorker(options.place));
    return slot;
  }

  /** The worker in this place; undefined while it is being replaced. */
  get running(): RunningWorker | undefined {
    return this.#running;
  }

  /** Idempotent: ends the worker, resolves when its process is gone, and keeps the place empty. */
  async close(): Promise<void> {
    this.#closing.abort();
    const worker = this.#running?.worker;
    this.#running = undefined;
    if (worker !== undefined) await endWorker(worker);
  }

  #take(running: RunningWorker): void {
    this.#running = running;
    running.worker.once('died', (error) => {
      this.#options.log.error({ err: error, workerPid: running.worker.pid }, 'a media worker died');
      this.#running = undefined;
      this.#options.onDied(running);
      void this.#replace();
    });
  }

  async #replace(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        await sleep(restartDelayMs(this.#failures), this.#closing.signal);
        const running = await startWorker(this.#options.place);
        if (this.#closing.signal.aborted) return running.worker.close();
        this.#failures = 0;
        this.#options.log.info({ workerPid: running.worker.pid }, 'a media worker was replaced');
        return this.#take(running);
      } catch (error) {
        this.#failures += 1;
        if (!this.#closing.signal.aborted) this.#options.log.error({ err: error }, 'a media worker cannot be replaced');
      }
    }
  }
}
