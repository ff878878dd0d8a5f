/**
 * Whether somebody follows somebody: for rooms whose chat is for followers.
 */
import type { Reader } from '#platform/database/index.ts';
import { isFollowing } from './store.ts';

/** Whether `userId` follows `performerId` now. */
export function follows(read: Reader, userId: string, performerId: string): Promise<boolean> {
  return isFollowing(read, userId, performerId);
}
