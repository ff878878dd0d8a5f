/**
 * What stands beside the name of who wrote a line.
 */
import type { ChatAuthor } from '#protocol/socket/chat.ts';

/** @param capacity as what they moderate there; null: not at all */
export function badgeOf(capacity: 'performer' | 'appointed' | 'staff' | null): ChatAuthor['badge'] {
  return capacity === 'appointed' ? 'moderator' : capacity;
}
