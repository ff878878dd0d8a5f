/**
 * The lines of the chat with what others put among them, in the order of their ids. Pure.
 */
import type { ChatLine } from '#protocol/socket/chat.ts';

/** @param more whether there are older lines: what is older than the first one here belongs among those */
export function mingled<Added extends { readonly id: string }>(
  lines: readonly ChatLine[],
  added: readonly Added[],
  more: boolean,
): readonly (ChatLine | Added)[] {
  const first = lines[0]?.id;
  const fitting = added.filter(({ id }) => !more || first === undefined || id >= first);
  return fitting.length === 0 ? lines : [...lines, ...fitting].sort((one, other) => (one.id < other.id ? -1 : 1));
}
