/**
 * A room's chat as it is now, for one caller.
 */
import type { Identity } from '#platform/http/handler.ts';
import { type ChatSnapshot, linesAtOnce, ownHeldAtOnce } from '#protocol/socket/chat.ts';
import { readStanding } from '../channels/index.ts';
import type { Seat } from '../rooms/index.ts';
import type { ChatDeps } from './parts.ts';
import { heldFrom, lineFrom } from './rules/line-rows.ts';
import { findHeld, findOwnHeld, findPinned, findShown } from './store.ts';

/** The oldest that wait come first; when they are decided, the next can be asked for. */
const heldAtOnce = 100;

/** @param identity null: somebody anonymous, who reads like everybody */
export async function openSnapshot(
  { database: { read }, clock }: Pick<ChatDeps, 'database' | 'clock'>,
  { room, performerId }: Seat,
  identity: Identity | null,
): Promise<ChatSnapshot> {
  const [standing, rows, pinned, own] = await Promise.all([
    readStanding(read, performerId, identity, clock.now()),
    findShown(read, room, linesAtOnce + 1),
    findPinned(read, room),
    identity === null ? [] : findOwnHeld(read, room, identity.userId, ownHeldAtOnce),
  ]);
  const moderates = standing.capacity !== null;
  const held = moderates ? await findHeld(read, room, heldAtOnce) : [];
  return {
    lines: rows.slice(-linesAtOnce).map(lineFrom),
    more: rows.length > linesAtOnce,
    pinned: pinned && lineFrom(pinned),
    ...{ settings: standing.settings, moderates, appoints: standing.capacity === 'performer' },
    mute: standing.mute,
    held: held.map(heldFrom),
    ownHeld: own.map((row) => ({ key: row.key, line: lineFrom(row) })),
  };
}
