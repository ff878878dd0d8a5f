/**
 * Tells of tips that were accepted: everybody in the room, the overlay, their performer, and who decides about messages. A tip is read
 * when it is told, so that a message that was decided meanwhile is told as it was decided.
 */
import type { Reader } from '#platform/database/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { Told } from '#platform/outbox/index.ts';
import type { Earnings } from '#protocol/http/wallet.ts';
import type { BoardAnnouncer } from './announce-board.ts';
import { notesOfTip } from './rules/notes-of-tip.ts';
import { findToldTips } from './store-messages.ts';

export interface TellRoomDeps {
  readonly read: Reader;
  readonly live: LiveEvents;
  readonly boards: BoardAnnouncer;
  readonly wakeOverlay: (performerId: string) => void;
  /** What a performer earned; it may be a moment old, and settlement tells them anew. */
  readonly earningsOf: (performerId: string) => Promise<Earnings>;
}

/** Told twice, they have the same ids: pages animate each once. Rejects where Redis or Postgres is away. */
export async function tellRoom(
  { read, live, boards, wakeOverlay, earningsOf }: TellRoomDeps,
  accepted: readonly Told<{ readonly tipIds: readonly string[] }>[],
): Promise<void> {
  const tips = await findToldTips(
    read,
    accepted.flatMap(({ body }) => body.tipIds),
  );
  // What is private moves nothing that others see.
  const seen = new Set(tips.filter((tip) => !tip.private).map(({ performerId }) => performerId));
  for (const id of seen) wakeOverlay(id);
  const notes = await Promise.all(tips.map(async (tip) => notesOfTip(tip, await earningsOf(tip.performerId))));
  await live.publishAll(notes.flat());
  for (const id of seen) boards.changed(id);
}
