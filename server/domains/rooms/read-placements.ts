/**
 * Where the media of many rooms is, and whether pages are to blur it.
 */
import type { Reader } from '#platform/database/index.ts';
import { type Placement, placementsOf } from './store.ts';

/** By room; one that never had media is absent. */
export function readPlacements(
  read: Reader,
  rooms: readonly string[],
): Promise<ReadonlyMap<string, Placement & { readonly blurred: boolean }>> {
  return placementsOf(read, rooms);
}
