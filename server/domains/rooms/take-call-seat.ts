/**
 * In a two-way room each of the two has one seat. Who sits down takes it from any other session of the same person: the tab, or
 * device, that came last is the one that counts.
 */
import type { Stream } from '#protocol/http/streams.ts';
import type { CallSeat, Part } from '#protocol/socket/source.ts';
import { seatTaken } from './errors.ts';
import type { Entrance, RoomsDeps } from './parts.ts';
import { putCallSeat } from './store-seats.ts';

/**
 * For whom admission let in.
 * @param after only from this session, and where nobody sits; absent: from whoever sits there
 * @returns null where the room is no such one, or they watch silently
 * @throws Refusal TAKEN_OVER
 */
export async function takeCallSeat(
  deps: Pick<RoomsDeps, 'database' | 'clock' | 'tellCallSeat' | 'log'>,
  { room, as, session }: Entrance,
  { guest }: Stream,
  after?: string,
): Promise<CallSeat | null> {
  if (guest === null || as === 'staff' || as === 'viewer') return null;
  const part: Part = as === 'performer' ? 'host' : 'guest';
  const at = new Date(deps.clock.now());
  const sitting = { room, part, session: session.id, at, after: after ?? null };
  const epoch = await deps.database.transact((tx) => putCallSeat(tx, sitting));
  if (epoch === null) throw seatTaken();
  // Where the word is lost, the next look at everybody finds who sat there before.
  await deps.tellCallSeat({ room, part, epoch }).catch((error: unknown) => {
    deps.log.warn({ err: error, room }, 'that a seat was taken was not told');
  });
  return { part, epoch };
}
