/**
 * The queries of notifications about one person: for a copy of what is kept about them, and for their erasure. In pages and
 * batches: a performer is named in as many notifications as they have followers.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { NotificationRow } from './store.ts';

/** What a person was told, oldest first. */
export async function findToldTo(read: Reader, userId: string, after: NotificationRow | undefined, take: number) {
  const found = await read.notification.findMany({
    where: { userId, ...(after === undefined ? {} : { id: { gt: after.id } }) },
    ...{ take, orderBy: { id: 'asc' } },
    omit: { about: true, subjectId: true, followers: true, lastEvent: true },
  });
  return found as NotificationRow[];
}

/** Deletes what a person was told; at most `most`. @returns how many */
export function deleteToldTo(tx: Writer, userId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM notification WHERE id IN (
      SELECT id FROM notification WHERE user_id = ${userId}::uuid LIMIT ${most})`;
}

/** Takes back what others were told that names a person; at most `most`. @returns how many */
export function deleteNaming(tx: Writer, subjectId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM notification WHERE id IN (
      SELECT id FROM notification WHERE subject_id = ${subjectId}::uuid LIMIT ${most})`;
}

/** What a person chose to be told, and of whose shows nobody is to be told any more: those of a week. */
export async function deleteChoices(tx: Writer, userId: string): Promise<void> {
  await tx.notificationSettings.deleteMany({ where: { userId } });
  await tx.notificationRound.deleteMany({ where: { performerId: userId } });
}
