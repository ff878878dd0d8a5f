/**
 * A stream's keys are its performer's alone.
 */
import type { Reader } from '#platform/database/index.ts';
import { refusal } from '#protocol/errors.ts';
import { readStream } from '../streams/index.ts';

/** @throws Refusal NOT_FOUND; FORBIDDEN where it is another performer's */
export async function requireOwnStream(read: Reader, streamId: string, performerId: string): Promise<void> {
  const { performer } = await readStream(read, streamId);
  if (performer.id !== performerId) throw refusal('FORBIDDEN', 'This stream is not yours.');
}
