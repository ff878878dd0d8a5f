/**
 * What is left of a room at the node it moved from: shown until the room is shown from where it is now, and some seconds more,
 * in which viewers change over. A performer who does not begin there in time is taken for gone, as after a loss.
 */
import { announceMedia } from './announce-media.ts';
import { findRoom } from './find-room.ts';
import type { MoveDeps } from './move-room.ts';
import { roomMedia } from './rules/room-media.ts';
import { readPlacement } from './store.ts';
import { tellGuests } from './tell-guests.ts';

/** A room as the node has it that stops. */
export interface LeftRoom {
  readonly node: string;
  readonly room: string;
  readonly mediaEpoch: number;
  /** Whether anything is sent in it there. */
  readonly sends: boolean;
}

/** What this process saw of a move; it may be another that began it. */
export interface SeenMove {
  readonly sinceMs: number;
  /** When something was sent at the new place. */
  readonly shownSinceMs: number | undefined;
}

/** A handshake of the performer on a slow network, and its repetition. */
const performerWithinMs = 8_000;
/** The same for viewers. */
const viewersWithinMs = 4_000;

/** Done again and again. @returns what was seen; undefined where nothing is left of it @throws Refusal MEDIA_UNAVAILABLE */
export async function finishMove(
  deps: MoveDeps,
  left: LeftRoom,
  before: SeenMove | undefined,
  nowMs: number,
): Promise<SeenMove | undefined> {
  const { room, node, mediaEpoch } = left;
  const placement = await readPlacement(deps.database.read, room);
  // Still to be moved, or at home again.
  if (placement.mediaEpoch <= mediaEpoch) return undefined;
  const close = () => deps.nodes.request(node, 'room.close', { room, mediaEpoch });
  if (before === undefined) tellGuests(deps, room, placement.mediaEpoch);
  const seen: SeenMove = before ?? { sinceMs: nowMs, shownSinceMs: undefined };
  const now = await findRoom(deps, room, placement);
  const shows = now !== undefined && now.producers.length > 0;
  const shownSinceMs = shows ? (seen.shownSinceMs ?? nowMs) : undefined;
  if (now !== undefined && shows && seen.shownSinceMs === undefined) {
    await announceMedia(deps, room, { ...roomMedia(now.mediaEpoch, now.producers), revision: now.revision });
  }
  const waited = nowMs - seen.sinceMs >= performerWithinMs;
  if (!shows && (waited || !left.sends)) {
    await announceMedia(deps, room, { mediaEpoch: placement.mediaEpoch, producers: [], revision: 0 });
    await close();
    return undefined;
  }
  if (shownSinceMs !== undefined && nowMs - shownSinceMs >= viewersWithinMs) {
    await close();
    return undefined;
  }
  // A word that was lost is said again; who began there already knows.
  if (!shows)
    await deps.live.publish({ room, audience: 'performer' }, 'publish.moving', { mediaEpoch: placement.mediaEpoch });
  return { ...seen, shownSinceMs };
}
