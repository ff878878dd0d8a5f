/**
 * One stream for anybody who asks: a room of two people is none of theirs, and the two read of it where they sit.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { streamNotFound } from './errors.ts';
import { readStream } from './read-stream.ts';

/** @throws NOT_FOUND */
export async function readListed(read: Reader, id: string): Promise<Stream> {
  const stream = await readStream(read, id);
  if (stream.guest !== null) throw streamNotFound();
  return stream;
}
