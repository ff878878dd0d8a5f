/**
 * The roles of a person as they are now, for what must not be done by somebody from whom they were just taken.
 */
import type { Writer } from '#platform/database/index.ts';
import type { Role } from '#protocol/http/route.ts';
import { lockRoles } from './store-people.ts';

/**
 * They stay until the transaction ends: whoever takes one waits for it, and finds what was done. To be asked before anything
 * else is locked, so that nobody waits in a circle.
 * @returns none where there is nobody, or they are suspended or erased
 */
export function holdRoles(tx: Writer, userId: string): Promise<readonly Role[]> {
  return lockRoles(tx, userId);
}
