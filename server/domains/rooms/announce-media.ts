/**
 * Tells a room what is being sent in it, once for each change however many processes noticed, and never an older list after
 * a newer one for good. Before it is live, and after, that is nothing: what is tested is for the performer and staff.
 */
import type { RoomMedia } from '#protocol/socket/room.ts';
import { readState } from '../streams/index.ts';
import type { RoomsDeps } from './parts.ts';
import { announcedKey } from './rules/seat-keys.ts';
import { isShown } from './rules/who-sees.ts';
import { keepAnnounced, readAnnounced } from './store-announced.ts';

type AnnounceDeps = Pick<RoomsDeps, 'database' | 'live' | 'redis'>;

/** What a media node says of a room, and which of its changes that is. */
export interface MediaNow extends RoomMedia {
  readonly revision: number;
}

/**
 * Publishes `room.media` where it differs from what was last published. Looks at the stream again afterwards: whoever takes
 * it live announces too, and an older look must not have the last word.
 */
export async function announceMedia(deps: AnnounceDeps, room: string, now: MediaNow): Promise<void> {
  const look = async (): Promise<boolean> => isShown(await readState(deps.database.read, room));
  let shown = await look();
  while (true) {
    await announce(deps, room, shown ? now : { ...now, producers: [] });
    const after = await look();
    if (after === shown) return;
    shown = after;
  }
}

async function announce(deps: AnnounceDeps, room: string, { revision, ...media }: MediaNow): Promise<void> {
  const { redis } = deps;
  if (!(await keepAnnounced(redis, room, { revision, media }))) return;
  let said: RoomMedia | undefined = media;
  // Another process may have kept something newer and said it before this was said.
  while (said !== undefined) {
    await say(deps, room, said);
    const latest = await readAnnounced(redis, room);
    said = JSON.stringify(latest) === JSON.stringify(said) ? undefined : latest;
  }
}

/** What could not be said is not kept as said. */
async function say({ live, redis }: AnnounceDeps, room: string, media: RoomMedia): Promise<void> {
  try {
    await live.publish({ room, audience: 'public' }, 'room.media', media);
  } catch (error) {
    await redis.del(announcedKey(room)).catch(() => undefined);
    throw error;
  }
}
