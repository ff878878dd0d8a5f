/**
 * The queries of channels about one person: for a copy of what is kept about them, and for their erasure. In pages and
 * batches where it may be much.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

/** The settings of a person's own channel. */
export function findChannel(read: Reader, performerId: string) {
  return read.channel.findUnique({ where: { performerId } });
}

/** Where a person moderates, by channel. */
export function findModerated(read: Reader, userId: string, after: { performerId: string } | undefined, take: number) {
  const where = { userId, ...(after === undefined ? {} : { performerId: { gt: after.performerId } }) };
  return read.channelModerator.findMany({ where, take, orderBy: { performerId: 'asc' } });
}

/**
 * What stands against a person, by channel. Who silenced them stays with the channel: a moderator must not have to fear who
 * they moderate.
 */
export function findStandingAgainst(
  read: Reader,
  userId: string,
  after: { performerId: string } | undefined,
  take: number,
) {
  const where = { userId, ...(after === undefined ? {} : { performerId: { gt: after.performerId } }) };
  return read.channelSanction.findMany({ where, take, orderBy: { performerId: 'asc' }, omit: { byId: true } });
}

/** What was done to a person, oldest first; not by whom. */
export function findActsOn(read: Reader, userId: string, after: { id: bigint } | undefined, take: number) {
  const where = { userId, ...(after === undefined ? {} : { id: { gt: after.id } }) };
  return read.channelSanctionAct.findMany({ where, take, orderBy: { id: 'asc' }, omit: { byId: true } });
}

/** What a person did to others, oldest first. */
export function findActsBy(read: Reader, byId: string, after: { id: bigint } | undefined, take: number) {
  const where = { byId, ...(after === undefined ? {} : { id: { gt: after.id } }) };
  return read.channelSanctionAct.findMany({ where, take, orderBy: { id: 'asc' } });
}

/** A person's own channel: its settings and at most 500 words. */
export async function deleteChannel(tx: Writer, performerId: string): Promise<void> {
  await tx.channelWord.deleteMany({ where: { performerId } });
  await tx.channel.deleteMany({ where: { performerId } });
}

/** Where a person moderates and who moderates at theirs; at most about `most`. @returns how many */
export async function deleteModerators(tx: Writer, userId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM channel_moderator WHERE (performer_id, user_id) IN (
      (SELECT performer_id, user_id FROM channel_moderator WHERE performer_id = ${userId}::uuid LIMIT ${most})
      UNION ALL
      (SELECT performer_id, user_id FROM channel_moderator WHERE user_id = ${userId}::uuid LIMIT ${most}))`;
}

/** What stands against a person, and against others in their channel; at most about `most`. @returns how many */
export async function deleteSanctions(tx: Writer, userId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM channel_sanction WHERE (performer_id, user_id) IN (
      (SELECT performer_id, user_id FROM channel_sanction WHERE performer_id = ${userId}::uuid LIMIT ${most})
      UNION ALL
      (SELECT performer_id, user_id FROM channel_sanction WHERE user_id = ${userId}::uuid LIMIT ${most}))`;
}

/** Of the history the words that were written about a person; at most `most`. @returns how many */
export async function blankActs(tx: Writer, userId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE channel_sanction_act SET reason = NULL WHERE id IN (
      SELECT id FROM channel_sanction_act WHERE user_id = ${userId}::uuid AND reason IS NOT NULL LIMIT ${most})`;
}
