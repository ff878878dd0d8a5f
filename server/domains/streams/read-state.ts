/**
 * Where a stream is in its life, and no more: asked whenever somebody is handed its media.
 */
import type { Reader } from '#platform/database/index.ts';
import type { StreamState } from '#protocol/http/streams.ts';
import { findState } from './store.ts';

/** Null where there is no such stream. */
export function readState(read: Reader, id: string): Promise<StreamState | null> {
  return findState(read, id);
}
