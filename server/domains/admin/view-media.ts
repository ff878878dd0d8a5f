/**
 * The media at one glance, and one room of it. A look asks every node and every room's reports, so it is made once at a
 * time: who asks meanwhile is answered the same.
 */
import { share } from '#kernel/share.ts';
import { type MediaOverview, type RoomDetail, roomsAtOnce, sampleEveryMs, samplesKept } from '#protocol/http/media.ts';
import { roomNotFound } from './errors.ts';
import { lookAtMedia, type MediaLook } from './look-at-media.ts';
import type { MediaDeps } from './parts.ts';
import { totalsOf } from './rules/sample-of.ts';
import { readRoomSamples, readSamples } from './store-samples.ts';

export interface MediaViewer {
  /** @param page counted from 0 */
  overview(page: number): Promise<MediaOverview>;
  /** @throws Refusal NOT_FOUND where the room is neither live nor on a node */
  room(id: string): Promise<RoomDetail>;
  /** Samples after a moment; those of the last quarter of an hour at most. */
  history(sinceMs: number): Promise<{ samples: Awaited<ReturnType<typeof readSamples>> }>;
}

/** Opens the view for one process. */
export function viewMedia(deps: MediaDeps): MediaViewer {
  const look = share(() => lookAtMedia(deps));
  const oldestMs = (): number => deps.clock.now() - sampleEveryMs * samplesKept;
  return {
    overview: async (page) => overviewOf(await look(), page),
    async room(id) {
      const { atMs, rooms } = await look();
      const room = rooms.find((one) => one.id === id);
      if (room === undefined) throw roomNotFound();
      const [arriving, samples] = await Promise.all([
        askArriving(deps, room),
        readRoomSamples(deps.redis, id, oldestMs()).catch(() => []),
      ]);
      return { at: atMs, room, arriving, samples };
    },
    history: async (sinceMs) => ({
      samples: await readSamples(deps.redis, Math.max(sinceMs, oldestMs())).catch(() => []),
    }),
  };
}

function overviewOf({ atMs, nodes, rooms }: MediaLook, page: number): MediaOverview {
  const from = page * roomsAtOnce;
  return {
    at: atMs,
    nodes: [...nodes],
    totals: totalsOf(rooms),
    rooms: rooms.slice(from, from + roomsAtOnce),
    more: rooms.length > from + roomsAtOnce,
  };
}

/** Null where the node does not say. */
async function askArriving({ nodes }: MediaDeps, room: RoomDetail['room']): Promise<RoomDetail['arriving']> {
  const { id, node, mediaEpoch } = room;
  if (node === null || mediaEpoch === null) return null;
  const health = await nodes.request(node, 'room.health', { room: id, mediaEpoch }).catch(() => null);
  return health?.producers.map(({ id: producer, source, layers }) => ({ id: producer, source, layers })) ?? null;
}
