/**
 * Keeps the demo stream live, in its performer's name: the front page of a fresh Busker is never empty.
 */
import { streamNotFound } from './errors.ts';
import { type StreamDeps, startStream } from './start-stream.ts';
import { findStream } from './store.ts';

/** For a job; where it is live nothing happens. @throws NOT_FOUND where the demo was not seeded. */
export async function keepDemoLive(deps: StreamDeps, id: string): Promise<void> {
  const stream = await findStream(deps.database.read, id);
  if (stream === null) throw streamNotFound();
  if (stream.state !== 'LIVE') await startStream(deps, id, stream.performerId);
}
