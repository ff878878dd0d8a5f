/**
 * Keeps the demo stream live, in its performer's name: the front page of a fresh Busker is never empty.
 */
import { findPerson } from '../accounts/index.ts';
import { streamNotFound } from './errors.ts';
import { type StartDeps, startStream } from './start-stream.ts';
import { findStream } from './store.ts';
import { findOpenOf } from './store-sessions.ts';

/**
 * For a job; where it is live, in a session, nothing happens.
 * @returns false where its performer is suspended, erased or none any more: there is no show then. @throws NOT_FOUND where the demo was
 * not seeded
 */
export async function keepDemoLive(deps: StartDeps, id: string): Promise<boolean> {
  const { read } = deps.database;
  const stream = await findStream(read, id);
  if (stream === null) throw streamNotFound();
  const performer = await findPerson(read, { id: stream.performerId });
  if (performer === null || performer.gone || !performer.roles.includes('performer')) return false;
  const inSession = stream.state === 'LIVE' && (await findOpenOf(read, id)) !== null;
  if (!inSession) await startStream(deps, id, stream.performerId, 'house');
  return true;
}
