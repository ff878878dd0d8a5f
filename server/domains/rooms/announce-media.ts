/**
 * Tells a room what is being sent in it, once for each change however many processes noticed.
 */
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { NodeProducer } from '#protocol/media/control.ts';
import type { RoomMedia } from '#protocol/socket/room.ts';

export interface AnnounceDeps {
  readonly live: LiveEvents;
  readonly redis: RedisConnection['commands'];
}

const keptSeconds = 3_600;

/** What a room sees of its producers: never whose session they are. */
export function roomMedia(mediaEpoch: number, producers: readonly NodeProducer[]): RoomMedia {
  return {
    mediaEpoch,
    producers: producers.map(({ id, kind, source, paused }) => ({ id, kind, source, paused })),
  };
}

/** Publishes `room.media` where it differs from what was last published. */
export async function announceMedia(deps: AnnounceDeps, room: string, media: RoomMedia): Promise<void> {
  const key = `room:${room}:media`;
  const now = JSON.stringify(media);
  const before = await deps.redis.set(key, now, 'EX', keptSeconds, 'GET');
  if (before === now) return;
  await deps.live.publish({ room, audience: 'public' }, 'room.media', media);
}

/** Lets the next announcement through whatever it says; for when numbering began anew. */
export async function forgetAnnounced(deps: AnnounceDeps, room: string): Promise<void> {
  await deps.redis.del(`room:${room}:media`);
}
