/**
 * What streams keep about a person: what they announced as a performer. Export hands out all of it; erasure (its own
 * issue) blanks titles and tags, and leaves the row, because money points at it.
 */
import type { Reader } from '#platform/database/index.ts';
import { findStreamsOf } from './store.ts';

/** Everything to hand to the person who asks. */
export async function exportStreams(read: Reader, userId: string): Promise<Record<string, unknown>> {
  return { streams: await findStreamsOf(read, userId) };
}
