/**
 * Which ingest keys still stand, for whoever watches over sessions: what is sent with a key stands on it as a page stands on
 * its sign-in.
 */
import type { Reader } from '#platform/database/index.ts';
import { standingKeys } from './store-keys.ts';

/** Of these keys those that are good, with the version of their performer's rights now. */
export function findStandingKeys(
  read: Reader,
  ids: readonly string[],
): Promise<{ id: string; rightsVersion: number }[]> {
  return standingKeys(read, ids);
}
