/**
 * In a two-way room two people talk, each on a page: a program that sends would put its performer out.
 */
import type { Reader } from '#platform/database/index.ts';
import { readStream } from '../streams/index.ts';
import { notIntoCalls } from './errors.ts';

/** For whom may send at all; others hear of nothing here. @throws Refusal NOT_FOUND; FORBIDDEN */
export async function requireBroadcast(read: Reader, streamId: string, userId: string): Promise<void> {
  const { guest, performer } = await readStream(read, streamId);
  if (guest !== null && performer.id === userId) throw notIntoCalls();
}
