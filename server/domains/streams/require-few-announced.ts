/**
 * Keeps what one performer has announced and not begun within bounds.
 */
import type { Writer } from '#platform/database/index.ts';
import { tooManyAnnounced } from './errors.ts';
import { announcedAfter, mostAnnounced } from './rules/at-once.ts';
import { countAnnounced, type StreamRow } from './store.ts';

/**
 * For a performer who is held (`requirePerforming`), so that two at once are not one too many.
 * @param stream the one that is to be announced, or announced anew @param nowMs milliseconds since 1970
 * @throws CONFLICT
 */
export async function requireFewAnnounced(
  tx: Writer,
  { id, performerId }: Pick<StreamRow, 'id' | 'performerId'>,
  nowMs: number,
): Promise<void> {
  const { beginsMs, madeMs } = announcedAfter(nowMs);
  const ahead = { begins: new Date(beginsMs), made: new Date(madeMs), except: id };
  if ((await countAnnounced(tx, performerId, ahead)) >= mostAnnounced) throw tooManyAnnounced(mostAnnounced);
}
