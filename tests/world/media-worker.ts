/**
 * Where the mediasoup worker's program is on this machine: what the bootstrap installed or built.
 */
import { existsSync, globSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { workerBin } from 'mediasoup';

/** @throws with a sentence that says what to do where there is none */
export function mediaWorkerBin(): string {
  const found = candidates().find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    'There is no mediasoup worker on this machine: start Busker once (npm start builds it), or set MEDIA_WORKER_BIN.',
  );
}

function candidates(): string[] {
  const given = process.env.MEDIA_WORKER_BIN;
  if (given !== undefined && given !== '') return [given];
  const cache = process.env.BUSKER_CACHE_DIR ?? join(homedir(), '.cache', 'busker');
  const built = globSync(join(cache, 'mediasoup-worker', '*', 'mediasoup-worker'));
  return [...built, workerBin, join(tmpdir(), 'msworker', 'mediasoup-worker')];
}
