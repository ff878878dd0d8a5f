/**
 * Whether somebody who sits in a room may go on receiving what it sends.
 */
import type { Reader } from '#platform/database/index.ts';
import { readState } from '../streams/index.ts';
import type { Seat } from './keep-seats.ts';
import { maySee } from './rules/who-sees.ts';

/** As the stream is now. */
export async function mayWatch(read: Reader, { room, as, session }: Seat): Promise<boolean> {
  return maySee(await readState(read, room), as, session.identity?.roles ?? []);
}
