/**
 * A viewer's receive transport on another node, which has an edge of the room: asked for there in the viewer's name.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { mediaUnavailable, staleEpoch } from './refusals.ts';
import type { Away, FarEdge, Member } from './room.ts';

type Params = ControlParams<'transport.open'>;

/** The same one again where it has one there. @throws ControlRefusal as the other node refuses; MEDIA_UNAVAILABLE */
export async function watchFar(
  member: Member,
  edge: FarEdge,
  params: Params,
): Promise<ControlResult<'transport.open'>> {
  const away: Away = member.away?.edge === edge ? member.away : { edge, transport: undefined, consumers: 0 };
  member.away = away;
  const { peer } = await edge.link;
  const answer = await peer.request('transport.open', params);
  if (!member.closed && member.away === away && !edge.closed) {
    away.transport = answer.transport.id;
    if (answer.created) away.consumers = 0;
    return answer;
  }
  const { room, mediaEpoch, session } = params;
  peer.request('edge.leave', { room, mediaEpoch, session }).catch(() => undefined);
  throw member.closed ? staleEpoch() : mediaUnavailable();
}
