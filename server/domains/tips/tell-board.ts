/**
 * Tells a performer's rooms and overlay that they show another goal or another menu. Says what is true when it is said.
 */
import type { Reader } from '#platform/database/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { BoardAnnouncer } from './announce-board.ts';
import { readMenu } from './read-menu.ts';
import { findRoomsOf } from './store-board.ts';

/** Most rooms of one performer that are told. */
const mostRooms = 20;

export interface TellBoardDeps {
  readonly read: Reader;
  readonly live: LiveEvents;
  readonly boards: BoardAnnouncer;
  readonly wakeOverlay: (performerId: string) => void;
}

/** A room that hears it twice shows the same. Rejects where Redis is away. */
export async function tellBoard(
  { read, live, boards, wakeOverlay }: TellBoardDeps,
  { performerId, what }: { readonly performerId: string; readonly what: 'goal' | 'menu' },
): Promise<void> {
  if (what === 'goal') {
    wakeOverlay(performerId);
    boards.changed(performerId);
    return;
  }
  const [menu, rooms] = await Promise.all([readMenu(read, performerId), findRoomsOf(read, performerId, mostRooms)]);
  const notes = rooms.map(({ room }) => {
    return { channel: { room, audience: 'public' as const }, name: 'tip.menu' as const, body: { menu } };
  });
  await live.publishAll(notes);
}
