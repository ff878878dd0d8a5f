/**
 * Opens the telling of all followers that somebody is live. It only notes that it is to be done: a performer may have a
 * hundred thousand followers, and the end of their show must not wait behind them.
 */
import type { Database } from '#platform/database/index.ts';
import type { Occasion } from '#platform/outbox/index.ts';
import { readStream } from '../streams/index.ts';
import { insertRound } from './store.ts';

/**
 * So long after followers were told of a performer they are not told again, whichever show it is: neither of a connection
 * that was lost, nor of somebody who starts one show after the other to be seen. Milliseconds; the settings say it too.
 */
const quietMs = 1_800_000;

/** For a reaction; a room of two people is no news for followers. The same event opens one round, and of two shows of one performer at once one does. @throws NOT_FOUND */
export async function openRound(
  database: Database,
  streamId: string,
  { eventId, happenedAt }: Pick<Occasion, 'eventId' | 'happenedAt'>,
): Promise<void> {
  const { performer, guest } = await readStream(database.read, streamId);
  if (guest !== null) return;
  const notSince = new Date(happenedAt.getTime() - quietMs);
  const round = { eventId, streamId, performerId: performer.id, at: happenedAt, notSince };
  await database.transact((tx) => insertRound(tx, round));
}
