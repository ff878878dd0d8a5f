/**
 * PATCH of a session (RFC 9725, 4.3): candidates that come late, and ICE that begins anew. A media node is ICE lite: it waits
 * for its peer's checks and needs none of its candidates.
 */
import { readFragment, writeFragment } from '#platform/sdp/index.ts';
import { useMedia as onMedia } from '../rooms/index.ts';
import { conditionMissing, conditionStale, restartUnconditional } from './errors.ts';
import { findOwnResource, type Named } from './find-own-resource.ts';
import type { WhipDeps } from './parts.ts';

export interface IceChange {
  readonly etag: string;
  /** Our new credentials; undefined where ICE goes on. */
  readonly fragment: string | undefined;
}

/** What names the ICE session that is meant: a list of tags, or any. */
const anyTag = '*';

/**
 * @param ifMatch the header; undefined where there is none
 * @throws Refusal PRECONDITION_REQUIRED, PRECONDITION_FAILED, VALIDATION_FAILED; NOT_FOUND, UNAUTHENTICATED, FORBIDDEN;
 * MEDIA_EPOCH_STALE, MEDIA_UNAVAILABLE
 */
export async function changeIce(
  deps: WhipDeps,
  named: Named & { readonly ifMatch: string | undefined },
  body: string,
): Promise<IceChange> {
  const resource = await findOwnResource(deps, named);
  const { ifMatch } = named;
  const isAny = ifMatch?.trim() === anyTag;
  // Players there are that trickle without saying to which ICE session; WHEP is a draft that does not demand it.
  if (ifMatch === undefined && named.protocol === 'whip') throw conditionMissing();
  if (ifMatch !== undefined && !isAny && !tagsOf(ifMatch).includes(resource.etag)) throw conditionStale();
  const peerUfrag = readFragment(body);
  if (peerUfrag === resource.peerUfrag) return { etag: resource.etag, fragment: undefined };
  if (!isAny) throw ifMatch === undefined ? conditionMissing() : restartUnconditional();
  const { id, stream, mediaEpoch, transport, iceCandidates, mid } = resource;
  const whose = { room: stream, session: { id } };
  const { iceParameters } = await onMedia(deps.rooms, whose, mediaEpoch, 'transport.restart-ice', { transport });
  const etag = iceParameters.usernameFragment;
  await deps.resources.keep({ ...resource, peerUfrag, etag });
  return { etag, fragment: writeFragment({ iceParameters, iceCandidates }, mid) };
}

function tagsOf(header: string): string[] {
  return [...header.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag);
}
