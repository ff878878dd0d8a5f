/**
 * Tells a room what is being sent in it, once for each change however many processes noticed, and never an older list after
 * a newer one for good. Before it is live, and after, that is nothing: what is tested is for the performer and staff, and staff
 * is told apart.
 */
import type { StreamState } from '#protocol/http/streams.ts';
import type { RoomMedia } from '#protocol/socket/room.ts';
import { readState } from '../streams/index.ts';
import type { RoomsDeps } from './parts.ts';
import { announcedKey } from './rules/seat-keys.ts';
import { isShown, isShownToStaff } from './rules/who-sees.ts';
import { type Announced, keepAnnounced, readAnnounced } from './store-announced.ts';

type AnnounceDeps = Pick<RoomsDeps, 'database' | 'live' | 'redis'>;

/** What a media node says of a room, and which of its changes that is. */
export interface MediaNow extends RoomMedia {
  readonly revision: number;
}

/**
 * Publishes `room.media`, and `staff.media` for staff, where it differs from what was last published. Looks at the stream again afterwards: whoever takes
 * it live announces too, and an older look must not have the last word.
 */
export async function announceMedia(deps: AnnounceDeps, room: string, now: MediaNow): Promise<void> {
  const look = (): Promise<StreamState | null> => readState(deps.database.read, room);
  const none = { ...now, producers: [] };
  let state = await look();
  while (true) {
    await announce(deps, { room, to: 'public' }, isShown(state) ? now : none);
    await announce(deps, { room, to: 'staff' }, isShownToStaff(state) ? now : none);
    const after = await look();
    if (after === state) return;
    state = after;
  }
}

async function announce(deps: AnnounceDeps, where: Announced, { revision, ...media }: MediaNow): Promise<void> {
  const { redis } = deps;
  if (!(await keepAnnounced(redis, where, { revision, media }))) return;
  let said: RoomMedia | undefined = media;
  // Another process may have kept something newer and said it before this was said.
  while (said !== undefined) {
    await say(deps, where, said);
    const latest = await readAnnounced(redis, where);
    said = JSON.stringify(latest) === JSON.stringify(said) ? undefined : latest;
  }
}

/** What could not be said is not kept as said. */
async function say({ live, redis }: AnnounceDeps, where: Announced, media: RoomMedia): Promise<void> {
  try {
    const { room, to } = where;
    await live.publish({ room, audience: to }, to === 'public' ? 'room.media' : 'staff.media', media);
  } catch (error) {
    await redis.del(announcedKey(where.room, where.to)).catch(() => undefined);
    throw error;
  }
}
