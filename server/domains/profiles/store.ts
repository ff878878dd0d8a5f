/**
 * The queries of profiles. Who somebody is stands in `account`, which belongs to `accounts`: it is joined here, read and
 * only read, because a list of people is one query or it is slow.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { Preferences } from '#protocol/http/profiles.ts';
import type { BodyOf, Role } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';

/** A person who is neither suspended nor erased, as others see them. */
export interface ProfileRow {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly joinedAt: Date;
  readonly bio: string;
  readonly followers: number;
  /** SHA-256 of the picture, hexadecimal; null: none. */
  readonly etag: string | null;
}

export interface FollowRow {
  readonly followedId: string;
  readonly notify: boolean;
}

/** The id behind a handle, suspended and erased people left out. */
export async function findIdOf(read: Reader, handle: string): Promise<string | null> {
  const found = await read.account.findFirst({ where: { handle, disabledAt: null }, select: { id: true } });
  return found?.id ?? null;
}

/** Whether anybody has, or had, this id. */
export async function existsPerson(read: Reader, id: string): Promise<boolean> {
  return (await read.account.count({ where: { id } })) === 1;
}

/** In no order; ids of nobody, of suspended and of erased people are absent. */
export function findProfiles(read: Reader, ids: readonly string[]): Promise<ProfileRow[]> {
  return read.$queryRaw`
    SELECT a.id, a.handle, a.display_name AS "displayName", a.roles,
      a.created_at AS "joinedAt", coalesce(p.bio, '') AS bio, coalesce(p.followers, 0) AS followers, v.etag
    FROM account a LEFT JOIN profile p ON p.user_id = a.id LEFT JOIN avatar v ON v.user_id = a.id
    WHERE a.id = ANY (${[...ids]}::uuid[]) AND a.disabled_at IS NULL`;
}

/** What decides whether somebody may perform. */
export interface Standing {
  readonly roles: readonly Role[];
  readonly verified: boolean;
  /** When staff took the role of a performer; null: they did not. */
  readonly withdrawnAt: Date | null;
}

/** The roles somebody holds, kept from changing until the transaction ends: one that is given meanwhile must not be lost. */
export async function lockRoles(tx: Writer, id: string): Promise<Standing | null> {
  const rows = await tx.$queryRaw<Standing[]>`
    SELECT roles, email_verified_at IS NOT NULL AS verified, performing_withdrawn_at AS "withdrawnAt"
    FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

/** Replaces what somebody says about themselves. */
export async function putBio(tx: Writer, userId: string, bio: string): Promise<void> {
  await tx.profile.upsert({ where: { userId }, create: { userId, bio }, update: { bio } });
}

/** The picture of somebody who is neither suspended nor erased. */
export async function findAvatar(read: Reader, userId: string): Promise<{ picture: Uint8Array; etag: string } | null> {
  const rows = await read.$queryRaw<{ picture: Uint8Array; etag: string }[]>`
    SELECT v.picture, v.etag FROM avatar v JOIN account a ON a.id = v.user_id
    WHERE v.user_id = ${userId}::uuid AND a.disabled_at IS NULL`;
  return rows[0] ?? null;
}

/** Stores a picture in the place of the one before. */
export async function putAvatar(tx: Writer, userId: string, picture: Uint8Array, etag: string): Promise<void> {
  const bytes = new Uint8Array(picture);
  await tx.avatar.upsert({
    where: { userId },
    create: { userId, picture: bytes, etag },
    update: { picture: bytes, etag },
  });
}

/** Nothing where there is none. */
export async function deleteAvatar(tx: Writer, userId: string): Promise<void> {
  await tx.avatar.deleteMany({ where: { userId } });
}

/** Null where nothing was ever chosen. */
export async function findPreferences(read: Reader, userId: string): Promise<Preferences | null> {
  const found = await read.preferences.findUnique({ where: { userId }, omit: { userId: true } });
  return found as Preferences | null;
}

/** Changes some of them at once; where there was no row, the others become `rest`. */
export async function putPreferences(
  tx: Writer,
  userId: string,
  chosen: BodyOf<typeof routes.setPreferences>,
  rest: Preferences,
): Promise<Preferences> {
  // What came as JSON has no field that is undefined.
  const change = chosen as Partial<Preferences>;
  const row = await tx.preferences.upsert({
    where: { userId },
    create: { userId, ...rest, ...change },
    update: change,
    omit: { userId: true },
  });
  return row as Preferences;
}

/** How many people somebody follows. */
export function countFollowed(read: Reader, followerId: string): Promise<number> {
  return read.follow.count({ where: { followerId } });
}

/** @returns false where they followed already */
export async function insertFollow(
  tx: Writer,
  { by, userId, notify, now }: { by: string; userId: string; notify: boolean; now: Date },
): Promise<boolean> {
  const made = await tx.follow.createMany({
    data: [{ followerId: by, followedId: userId, notify, since: now }],
    skipDuplicates: true,
  });
  return made.count === 1;
}

/** Chooses whether to hear of a person who is followed. */
export async function markNotify(tx: Writer, by: string, userId: string, notify: boolean): Promise<void> {
  await tx.follow.updateMany({ where: { followerId: by, followedId: userId }, data: { notify } });
}

/** @returns false where they did not follow */
export async function deleteFollow(tx: Writer, by: string, userId: string): Promise<boolean> {
  const { count } = await tx.follow.deleteMany({ where: { followerId: by, followedId: userId } });
  return count === 1;
}

/** Counts one follower more or less, in the transaction that made it so. @returns how many there are */
export async function addFollowers(tx: Writer, userId: string, change: 1 | -1): Promise<number> {
  const rows = await tx.$queryRaw<{ followers: number }[]>`
    INSERT INTO profile (user_id, followers) VALUES (${userId}::uuid, greatest(${change}::int, 0))
    ON CONFLICT (user_id) DO UPDATE SET followers = profile.followers + ${change}::int
    RETURNING followers`;
  return rows[0]?.followers ?? 0;
}

/** How many follow somebody. */
export async function readFollowers(read: Reader, userId: string): Promise<number> {
  return (await read.profile.findUnique({ where: { userId }, select: { followers: true } }))?.followers ?? 0;
}

/** Whether `by` follows somebody. */
export async function isFollowing(read: Reader, by: string, userId: string): Promise<boolean> {
  return (await read.follow.count({ where: { followerId: by, followedId: userId } })) === 1;
}

/** Whom somebody follows, the latest first. */
export async function findFollowed(read: Reader, followerId: string, limit: number): Promise<FollowRow[]> {
  return read.follow.findMany({
    where: { followerId },
    orderBy: [{ since: 'desc' }, { followedId: 'asc' }],
    take: limit,
    select: { followedId: true, notify: true },
  });
}

/** A page of those who follow somebody and want to hear when they go live, by id, after `after`. */
export async function findListeners(
  read: Reader,
  followedId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await read.follow.findMany({
    where: { followedId, notify: true, ...(after === null ? {} : { followerId: { gt: after } }) },
    orderBy: { followerId: 'asc' },
    take: limit,
    select: { followerId: true },
  });
  return rows.map(({ followerId }) => followerId);
}
