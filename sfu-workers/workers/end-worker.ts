/**
 * The end of a worker process: asked for, and enforced where it does not come.
 */
import { once } from 'node:events';
import type { types } from 'mediasoup';

/** Milliseconds a worker has to end by itself; it needs a few. */
const patienceMs = 1_000;

/** Resolves when the process is gone. */
export async function endWorker(worker: types.Worker): Promise<void> {
  worker.close();
  if (worker.subprocessClosed) return;
  const gone = once(worker, 'subprocessclose');
  const late = setTimeout(() => process.kill(worker.pid, 'SIGKILL'), patienceMs);
  await gone;
  clearTimeout(late);
}
