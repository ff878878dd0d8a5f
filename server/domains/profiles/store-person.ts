/**
 * The queries of profiles about one person: for a copy of what is kept about them, and for their erasure. Follows are read
 * and deleted in batches, because there may be a million.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

/** What somebody wrote or chose, and their picture. */
export async function findOwn(read: Reader, userId: string) {
  const profile = await read.profile.findUnique({ where: { userId } });
  const preferences = await read.preferences.findUnique({ where: { userId } });
  return { profile, preferences, avatar: await read.avatar.findUnique({ where: { userId } }) };
}

/** Whom somebody follows, by id; not who follows them: that is theirs. */
export function findFollowsOf(
  read: Reader,
  followerId: string,
  after: { followedId: string } | undefined,
  take: number,
) {
  const where = { followerId, ...(after === undefined ? {} : { followedId: { gt: after.followedId } }) };
  return read.follow.findMany({ where, take, orderBy: { followedId: 'asc' }, omit: { followerId: true } });
}

/** Ends what somebody follows, at most `most`; whom they followed has one follower less. @returns how many */
export async function deleteFollowsOf(tx: Writer, followerId: string, most: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    WITH gone AS (
      DELETE FROM follow WHERE (follower_id, followed_id) IN (
        SELECT follower_id, followed_id FROM follow WHERE follower_id = ${followerId}::uuid LIMIT ${most})
      RETURNING followed_id
    ), counted AS (
      UPDATE profile SET followers = followers - 1 FROM gone WHERE profile.user_id = gone.followed_id
    )
    SELECT count(*)::int AS count FROM gone`;
  return row?.count ?? 0;
}

/** Takes somebody's followers away, at most `most`. @returns how many */
export function deleteFollowers(tx: Writer, followedId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM follow WHERE (follower_id, followed_id) IN (
      SELECT follower_id, followed_id FROM follow WHERE followed_id = ${followedId}::uuid LIMIT ${most})`;
}

/** What somebody wrote or chose, and their picture: a row each. */
export async function deleteOwn(tx: Writer, userId: string): Promise<void> {
  await tx.avatar.deleteMany({ where: { userId } });
  await tx.preferences.deleteMany({ where: { userId } });
  await tx.profile.deleteMany({ where: { userId } });
}
