/**
 * Whether somebody who sits in a two-way room still has the seat there.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Seat } from './keep-seats.ts';
import { findCallSeat } from './store-seats.ts';

/** As it is now; of seats in other rooms nobody takes any. */
export async function keepsCallSeat(read: Reader, { room, session, call }: Seat): Promise<boolean> {
  return call === null || (await findCallSeat(read, room, session.id))?.epoch === call.epoch;
}
