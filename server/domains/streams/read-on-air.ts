/**
 * What is on the air, for operators: everything that is live, and what else they ask about.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { describeStreams } from './describe-streams.ts';
import { findOnAir } from './store-air.ts';

/** At most `most`, those first that went live last. @param ids also these, whatever their state */
export async function readOnAir(read: Reader, ids: readonly string[], most: number): Promise<Stream[]> {
  return describeStreams(read, await findOnAir(read, ids, most));
}
