/**
 * The session that a live stream is in: what is given in its room now is divided by its split.
 */
import type { Reader } from '#platform/database/index.ts';
import { findOpenOf, type SessionRow } from './store-sessions.ts';

/** @returns null where the stream is not live */
export function findOpenSession(read: Reader, streamId: string): Promise<SessionRow | null> {
  return findOpenOf(read, streamId);
}
