/**
 * What a session does with media it already has: connect a transport, resume consumers, pause or stop a source. The
 * client names the media epoch it means; with another than the room's it is told to start over.
 */
import type { ControlMethod, ControlParams, ControlResult } from '#protocol/media/control.ts';
import { mediaEpochStale, mediaUnavailable } from './errors.ts';
import type { PlaceDeps } from './parts.ts';
import { readPlacement } from './store.ts';

type Own<M extends ControlMethod> = Omit<ControlParams<M>, 'room' | 'session' | 'mediaEpoch'>;

/** Whose media, and where. */
interface Whose {
  readonly room: string;
  readonly session: { readonly id: string };
}

/** @throws Refusal MEDIA_EPOCH_STALE, MEDIA_UNAVAILABLE, MEDIA_REFUSED, NOT_FOUND */
export async function useMedia<M extends ControlMethod>(
  deps: PlaceDeps,
  { room, session }: Whose,
  mediaEpoch: number,
  method: M,
  params: Own<M>,
): Promise<ControlResult<M>> {
  const placement = await readPlacement(deps.database.read, room);
  if (placement.mediaEpoch !== mediaEpoch) throw mediaEpochStale(placement.mediaEpoch);
  if (placement.node === null) throw mediaUnavailable();
  const full = { ...params, room, mediaEpoch, session: session.id };
  return deps.nodes.request(placement.node, method, full as unknown as ControlParams<M>);
}
