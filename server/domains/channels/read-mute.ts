/**
 * What holds against a person in a channel, as they are told of it.
 */
import type { Reader } from '#platform/database/index.ts';
import type { ChatMute } from '#protocol/socket/chat.ts';
import { muteFrom } from './rules/mute.ts';
import { findSanction } from './store.ts';

/** Null: nothing. @param nowMs milliseconds since 1970 */
export async function muteOf(
  read: Reader,
  performerId: string,
  userId: string,
  nowMs: number,
): Promise<ChatMute | null> {
  return muteFrom(await findSanction(read, performerId, userId), nowMs);
}
