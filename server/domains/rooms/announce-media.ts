/**
 * Tells a room what is being sent in it, once for each change however many processes noticed.
 */
import type { RoomMedia } from '#protocol/socket/room.ts';
import type { RoomsDeps } from './parts.ts';
import { announcedKey } from './rules/seat-keys.ts';

const keptSeconds = 3_600;

/** Publishes `room.media` where it differs from what was last published. */
export async function announceMedia(
  deps: Pick<RoomsDeps, 'live' | 'redis'>,
  room: string,
  media: RoomMedia,
): Promise<void> {
  const now = JSON.stringify(media);
  const before = await deps.redis.set(announcedKey(room), now, 'EX', keptSeconds, 'GET');
  if (before === now) return;
  await deps.live.publish({ room, audience: 'public' }, 'room.media', media);
}
