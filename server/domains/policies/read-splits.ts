/**
 * Who may get what.
 */
import type { Reader } from '#platform/database/index.ts';
import { findSplits, type SplitRow } from './store.ts';

/** Every split in its newest version, by name. */
export async function readSplits(read: Reader): Promise<ReadonlyMap<string, SplitRow>> {
  return new Map((await findSplits(read)).map((split) => [split.name, split]));
}
