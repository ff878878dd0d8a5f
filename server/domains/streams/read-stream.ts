/**
 * One stream as everybody may see it, whatever its state: a link to a show that is over says so instead of failing.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { describeStreams } from './describe-streams.ts';
import { streamNotFound } from './errors.ts';
import { findStream } from './store.ts';

/** @throws NOT_FOUND */
export async function readStream(read: Reader, id: string): Promise<Stream> {
  const row = await findStream(read, id);
  const [stream] = row === null ? [] : await describeStreams(read, [row]);
  if (stream === undefined) throw streamNotFound();
  return stream;
}
