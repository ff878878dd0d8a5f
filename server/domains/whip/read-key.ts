/**
 * Which ingest key a stream has, for its performer.
 */
import type { KeyDeps } from './parts.ts';
import { requireOwnStream } from './require-own-stream.ts';
import { findKey, type KeyRow } from './store-keys.ts';

/** Null where it has none. @throws Refusal NOT_FOUND, FORBIDDEN */
export async function readKey(
  { database }: Pick<KeyDeps, 'database'>,
  streamId: string,
  performerId: string,
): Promise<KeyRow | null> {
  await requireOwnStream(database.read, streamId, performerId);
  return findKey(database.read, streamId);
}
