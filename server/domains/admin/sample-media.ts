/**
 * Takes a sample of all media there is, for charts: somebody who comes when something is wrong sees how it began.
 */
import type { MediaRoom } from '#protocol/http/media.ts';
import { lookAtMedia } from './look-at-media.ts';
import type { MediaDeps } from './parts.ts';
import { roomSampleOf, sampleOf } from './rules/sample-of.ts';
import { keepSamples } from './store-samples.ts';

/** So many rooms have a history of their own: those with trouble first, then the most watched. */
const mostRooms = 200;

/** Rejects while Redis is away. */
export async function sampleMedia(deps: MediaDeps): Promise<void> {
  const { atMs, nodes, rooms } = await lookAtMedia(deps);
  const ofRoom = (room: MediaRoom) => [room.id, roomSampleOf(room, atMs)] as const;
  await keepSamples(deps.redis, sampleOf(nodes, rooms, atMs), new Map(rooms.slice(0, mostRooms).map(ofRoom)));
}
