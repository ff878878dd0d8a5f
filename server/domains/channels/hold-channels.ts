/**
 * Keeps channels as they are while lines are stored in them: whoever silences somebody waits until those lines are there to
 * be taken away, and whoever stores a line after that sees that its author is silenced. So a sanction is exact.
 */
import type { Writer } from '#platform/database/index.ts';
import type { ChatMute } from '#protocol/socket/chat.ts';
import { muteFrom } from './rules/mute.ts';
import { findSanctionsOf, shareChannels } from './store.ts';

interface Author {
  readonly performerId: string;
  readonly authorId: string;
}

/** Until the transaction ends. @returns what holds against an author in a channel; null: nothing */
export async function holdChannels(
  tx: Writer,
  authors: readonly Author[],
): Promise<(author: Author, nowMs: number) => ChatMute | null> {
  await shareChannels(tx, [...new Set(authors.map(({ performerId }) => performerId))].sort());
  const sanctions = await findSanctionsOf(tx, authors);
  return ({ performerId, authorId }, nowMs) =>
    muteFrom(
      sanctions.find((one) => one.performerId === performerId && one.userId === authorId),
      nowMs,
    );
}
