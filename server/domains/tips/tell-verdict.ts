/**
 * Tells what became of a message that waited for a moderator.
 */
import type { Reader } from '#platform/database/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import { notesOfVerdict } from './rules/notes-of-tip.ts';
import { findToldTip } from './store-messages.ts';

/** @param about where it was decided. Rejects where Redis is away */
export async function tellVerdict(
  { read, live }: { readonly read: Reader; readonly live: LiveEvents },
  about: { readonly tipId: string; readonly room: string },
): Promise<void> {
  const tip = await findToldTip(read, about.tipId);
  if (tip === null || tip.messageState === 'held') return;
  await live.publishAll(notesOfVerdict(tip, about.room));
}
