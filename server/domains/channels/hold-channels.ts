/**
 * Keeps channels as they are while lines are stored in them: whoever silences somebody waits until those lines are there to
 * be taken away, and whoever stores a line after that sees that its author is silenced. So a sanction is exact.
 */
import type { Writer } from '#platform/database/index.ts';
import type { ChatMute } from '#protocol/socket/chat.ts';
import { muteFrom } from './rules/mute.ts';
import { findModeratorsAmong, findSanctionsOf, shareChannels } from './store.ts';

interface Author {
  readonly performerId: string;
  readonly authorId: string;
  /** As it was before the channel was held. */
  readonly authorBadge: 'performer' | 'moderator' | 'staff' | null;
}

export interface HeldChannels {
  /** What holds against an author in a channel; null: nothing. */
  muteOf(author: Author, nowMs: number): ChatMute | null;
  /** Whether an author who came with the badge of an appointed moderator is none any more. */
  wasDismissed(author: Author): boolean;
}

/** Until the transaction ends. */
export async function holdChannels(tx: Writer, authors: readonly Author[]): Promise<HeldChannels> {
  await shareChannels(tx, [...new Set(authors.map(({ performerId }) => performerId))].sort());
  const sanctions = await findSanctionsOf(tx, authors);
  const appointed = authors.filter(({ authorBadge }) => authorBadge === 'moderator');
  const moderators = appointed.length === 0 ? [] : await findModeratorsAmong(tx, appointed);
  const isAbout = (author: Author) => (row: { performerId: string; userId: string }) =>
    row.performerId === author.performerId && row.userId === author.authorId;
  return {
    muteOf: (author, nowMs) => muteFrom(sanctions.find(isAbout(author)), nowMs),
    wasDismissed: (author) => author.authorBadge === 'moderator' && !moderators.some(isAbout(author)),
  };
}
