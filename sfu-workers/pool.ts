/**
 * The mediasoup workers of this node, one a core. Each listens on its own port, counted from the first. A worker that
 * dies is replaced; who lost rooms with it is told through `onDied`.
 */
import { setLogEventListeners } from 'mediasoup';
import type { Logger } from 'pino';
import { WorkerSlot } from './workers/slot.ts';
import type { RunningWorker } from './workers/start-worker.ts';

export interface PoolOptions {
  readonly workers: number;
  readonly firstPort: number;
  readonly listenIp: string;
  readonly announcedAddress: string;
  readonly workerBin: string | undefined;
  readonly log: Logger;
  readonly onDied: (died: RunningWorker) => void;
}

export class WorkerPool {
  readonly #slots: readonly WorkerSlot[];

  private constructor(slots: readonly WorkerSlot[]) {
    this.#slots = slots;
  }

  /** Starts all workers. @throws WorkerStartError where one cannot start; none is left behind then. */
  static async open(options: PoolOptions): Promise<WorkerPool> {
    passOnLogs(options.log);
    const starts = await Promise.allSettled(
      Array.from({ length: options.workers }, (_, index) => WorkerSlot.open(slotOptions(options, index))),
    );
    const slots = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    const failed = starts.find((start) => start.status === 'rejected');
    if (failed === undefined) return new WorkerPool(slots);
    await Promise.all(slots.map((slot) => slot.close()));
    throw failed.reason;
  }

  /** How many workers there are when all are alive. */
  get size(): number {
    return this.#slots.length;
  }

  /** The workers alive now. */
  get running(): RunningWorker[] {
    return this.#slots.flatMap((slot) => slot.running ?? []);
  }

  /** Idempotent: ends every worker, resolves when their processes are gone. */
  async close(): Promise<void> {
    await Promise.all(this.#slots.map((slot) => slot.close()));
  }
}

function slotOptions({ firstPort, listenIp, announcedAddress, workerBin, log, onDied }: PoolOptions, index: number) {
  return { place: { port: firstPort + index, listenIp, announcedAddress, workerBin }, log, onDied };
}

function passOnLogs(log: Logger): void {
  setLogEventListeners({
    onwarn: (namespace, text) => log.debug({ namespace }, text),
    onerror: (namespace, text, error) => log.warn({ namespace, err: error }, text),
  });
}
