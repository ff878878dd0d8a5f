/**
 * All that decides what a person may do in a channel's chat, read at once.
 */
import { present } from '#kernel/assert.ts';
import type { Reader } from '#platform/database/index.ts';
import { readStandings, type Standing, type Visitor } from './read-standings.ts';

/** @param identity null: somebody anonymous; @param nowMs milliseconds since 1970 */
export async function readStanding(
  read: Reader,
  performerId: string,
  identity: Visitor['identity'],
  nowMs: number,
): Promise<Standing> {
  const [standing] = await readStandings(read, [{ performerId, identity }], nowMs);
  return present(standing, 'the standing of one person');
}
