/**
 * Tells of a tip that was accepted: everybody in the room, its performer, and who decides about its message. The tip is read
 * when it is told, so that a message that was decided meanwhile is told as it was decided.
 */
import type { Reader } from '#platform/database/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { Earnings } from '#protocol/http/wallet.ts';
import type { BoardAnnouncer } from './announce-board.ts';
import { notesOfTip } from './rules/notes-of-tip.ts';
import { findToldTip } from './store-messages.ts';

export interface TellRoomDeps {
  readonly read: Reader;
  readonly live: LiveEvents;
  readonly boards: BoardAnnouncer;
  /** What a performer earned; it may be a moment old, and settlement tells them anew. */
  readonly earningsOf: (performerId: string) => Promise<Earnings>;
}

/** Told twice, it has the same id: pages animate it once. Rejects where Redis or Postgres is away. */
export async function tellRoom(
  { read, live, boards, earningsOf }: TellRoomDeps,
  { tipId }: { readonly tipId: string },
): Promise<void> {
  const tip = await findToldTip(read, tipId);
  if (tip === null) return;
  await live.publishAll(notesOfTip(tip, await earningsOf(tip.performerId)));
  // What is private moves nothing that others see.
  if (!tip.private) boards.changed(tip.performerId);
}
