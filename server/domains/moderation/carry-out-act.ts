/**
 * Carries out what was decided about a room: its media and its people are told, the performer hears the reason, a show that was
 * ended ends. For a reaction: each part comes to the same end when it is repeated.
 */
import { Refusal } from '#kernel/refusal.ts';
import { applyHold, type RoomsDeps } from '../rooms/index.ts';
import { endStream, type StreamDeps } from '../streams/index.ts';
import { changeOf } from './rules/holds.ts';
import { findAct } from './store.ts';

type CarryOutDeps = StreamDeps & Pick<RoomsDeps, 'database' | 'live' | 'nodes'>;

/** @throws Refusal MEDIA_UNAVAILABLE where the room's node does not answer: to be repeated */
export async function carryOutAct(deps: CarryOutDeps, actId: string): Promise<void> {
  const decided = await findAct(deps.database.read, actId);
  if (decided === null) return;
  const { streamId: room, performerId, act, reason } = decided;
  const at = decided.at.toISOString();
  // Told first: the page says why before the picture stops, and leaves the room of a show that ended.
  const [told] = await Promise.allSettled([
    deps.live.publish({ room, audience: 'performer' }, 'moderation.acted', { id: actId, act, reason, at }),
  ]);
  if (act === 'end') await endIfOn(deps, room, performerId);
  if (changeOf(act) !== null) await applyHold(deps, room);
  // What was decided holds though nobody could be told of it; they are told when it is repeated.
  if (told.status === 'rejected') throw told.reason;
}

/** A test that its performer ended first is no show any more: there is nothing to end, however often it is repeated. */
async function endIfOn(deps: CarryOutDeps, room: string, performerId: string): Promise<void> {
  try {
    await endStream(deps, room, { performerId });
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== 'STREAM_STATE') throw thrown;
  }
}
