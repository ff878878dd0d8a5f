/**
 * Ends what a session sends and receives in a room.
 */
import type { PlaceDeps } from './parts.ts';
import { readPlacement } from './store.ts';

/** Nothing happens where the room's media is nowhere. @throws Refusal MEDIA_UNAVAILABLE */
export async function closeMedia(deps: PlaceDeps, room: string, session: string): Promise<void> {
  const { node } = await readPlacement(deps.database.read, room);
  if (node !== null) await deps.nodes.request(node, 'session.close', { session });
}
