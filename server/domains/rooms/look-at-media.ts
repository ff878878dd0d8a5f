/**
 * What a room sends, as far as somebody who sits in it may see it.
 */
import { Refusal } from '#kernel/refusal.ts';
import type { RoomHold } from '#protocol/http/moderation.ts';
import type { StreamState } from '#protocol/http/streams.ts';
import { readState } from '../streams/index.ts';
import { findRoom } from './find-room.ts';
import type { Seat } from './keep-seats.ts';
import type { PlaceDeps, PlacedRoom } from './parts.ts';
import { maySee } from './rules/who-sees.ts';
import { readPlacement } from './store.ts';

export interface SeenMedia {
  readonly mediaEpoch: number;
  /** What is kept from the audience. */
  readonly hold: RoomHold;
  /** Undefined where its media is nowhere for now, or not for them. */
  readonly placed: PlacedRoom | undefined;
}

/** @param state of the stream, where it was just read */
export async function lookAtMedia(deps: PlaceDeps, seat: Seat, state?: StreamState): Promise<SeenMedia> {
  const { read } = deps.database;
  const [placement, now] = await Promise.all([readPlacement(read, seat.room), state ?? readState(read, seat.room)]);
  const sees = maySee(now, seat.as, seat.session.identity?.roles ?? []);
  const placed = sees ? await findRoom(deps, seat.room, placement).catch(nowhereFor) : undefined;
  const { muted, blurred, paused } = placement.hold;
  return { mediaEpoch: placement.mediaEpoch, hold: { muted, blurred, paused }, placed };
}

/** A room whose node is away is one without media for now; a note tells when that changes. */
function nowhereFor(thrown: unknown): undefined {
  const passing = ['MEDIA_UNAVAILABLE', 'MEDIA_EPOCH_STALE', 'NOT_FOUND'];
  if (thrown instanceof Refusal && passing.includes(thrown.code)) return undefined;
  throw thrown;
}
