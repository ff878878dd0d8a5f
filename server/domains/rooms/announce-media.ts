/**
 * Tells a room what is being sent in it, once for each change however many processes noticed. Before it is live, and after,
 * that is nothing: what is tested is for the performer and staff.
 */
import type { RoomMedia } from '#protocol/socket/room.ts';
import { readState } from '../streams/index.ts';
import type { RoomsDeps } from './parts.ts';
import { announcedKey } from './rules/seat-keys.ts';
import { isShown } from './rules/who-sees.ts';

type AnnounceDeps = Pick<RoomsDeps, 'database' | 'live' | 'redis'>;

const keptSeconds = 3_600;

/**
 * Publishes `room.media` where it differs from what was last published. Looks at the stream again afterwards: whoever takes
 * it live announces too, and an older look must not have the last word.
 */
export async function announceMedia(deps: AnnounceDeps, room: string, media: RoomMedia): Promise<void> {
  const look = async (): Promise<boolean> => isShown(await readState(deps.database.read, room));
  let shown = await look();
  while (true) {
    await publish(deps, room, shown ? media : { ...media, producers: [] });
    const now = await look();
    if (now === shown) return;
    shown = now;
  }
}

async function publish({ live, redis }: AnnounceDeps, room: string, media: RoomMedia): Promise<void> {
  const now = JSON.stringify(media);
  const before = await redis.set(announcedKey(room), now, 'EX', keptSeconds, 'GET');
  if (before === now) return;
  await live.publish({ room, audience: 'public' }, 'room.media', media);
}
