/**
 * The queries of channels. Reads, and only reads, who people are and which rooms a performer has: those rows belong to
 * `accounts` and `streams`.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { ChannelSettings, ListedWord } from '#protocol/http/channels.ts';
import type { Role } from '#protocol/http/route.ts';
import type { Capacity } from './rules/capacity.ts';

/** A person, with what decides what may be done to them. */
export interface KnownPerson {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

export interface StandingRow {
  readonly settings: ChannelSettings | null;
  readonly wordsVersion: number;
  readonly kind: 'timeout' | 'ban' | null;
  readonly until: Date | null;
  readonly reason: string | null;
  readonly appointed: boolean;
}

export interface SanctionRow {
  readonly performerId: string;
  readonly userId: string;
  readonly kind: 'timeout' | 'ban';
  readonly until: Date | null;
  readonly reason: string | null;
  readonly byId: string;
  readonly at: Date;
}

/** One act of the history; `until` is a timeout's. */
export type SanctionAct = Omit<SanctionRow, 'kind'> & {
  readonly kind: 'timeout' | 'ban' | 'pardon';
  readonly capacity: Capacity;
};

/** Most rooms of one performer that are told of a change; a page elsewhere reads it when it opens its chat. */
export const mostRoomsTold = 50;

/** Lets one act at a time change a channel, until the transaction ends: no sanction beside an appointment. */
export async function lockChannel(tx: Writer, performerId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`channel ${performerId}`}, 0))::text`;
}

/** Lets nobody change these channels until the transaction ends; others may do the same meanwhile. @param performerIds sorted */
export async function shareChannels(tx: Writer, performerIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended('channel ' || id, 0))::text
    FROM unnest(${[...performerIds]}::text[]) WITH ORDINALITY AS given (id, place) ORDER BY place`;
}

/** What stands against these people, its time over or not. */
export async function findSanctionsOf(
  read: Reader,
  people: readonly { readonly performerId: string; readonly authorId: string }[],
): Promise<SanctionRow[]> {
  const userIds = [...new Set(people.map(({ authorId }) => authorId))];
  const performerIds = [...new Set(people.map(({ performerId }) => performerId))];
  const where = { performerId: { in: performerIds }, userId: { in: userIds } };
  return (await read.channelSanction.findMany({ where })) as SanctionRow[];
}

/** Of these people those who moderate the channel they are named with. */
export function findModeratorsAmong(
  read: Reader,
  people: readonly { readonly performerId: string; readonly authorId: string }[],
): Promise<{ performerId: string; userId: string }[]> {
  const pairs = people.map(({ performerId, authorId }) => ({ performerId, userId: authorId }));
  return read.channelModerator.findMany({ where: { OR: pairs }, select: { performerId: true, userId: true } });
}

/** By id or handle; null where nobody is called so, or where they are suspended or erased. */
export async function findPerson(read: Reader, by: { id: string } | { handle: string }): Promise<KnownPerson | null> {
  const select = { id: true, handle: true, displayName: true, roles: true } as const;
  return (await read.account.findFirst({ where: { ...by, disabledAt: null }, select })) as KnownPerson | null;
}

/** Those of these handles who are here; suspended and erased people are not. */
export function findPeopleCalled(read: Reader, handles: readonly string[]): Promise<{ id: string; handle: string }[]> {
  const where = { handle: { in: [...handles] }, disabledAt: null };
  return read.account.findMany({ where, select: { id: true, handle: true } });
}

/** What stands for these people in the channels they are named with; in the order given. Null: somebody anonymous. */
export function findStandings(
  read: Reader,
  people: readonly { readonly performerId: string; readonly userId: string | null }[],
): Promise<StandingRow[]> {
  return read.$queryRaw<StandingRow[]>`
    SELECT CASE WHEN c.performer_id IS NULL THEN NULL ELSE json_build_object(
        'slowModeSeconds', c.slow_mode_seconds, 'followersOnly', c.followers_only, 'links', c.links) END AS settings,
      coalesce(c.words_version, 0) AS "wordsVersion", s.kind, s.until, s.reason, m.user_id IS NOT NULL AS appointed
    FROM unnest(${people.map(({ performerId }) => performerId)}::uuid[], ${people.map(({ userId }) => userId)}::uuid[])
      WITH ORDINALITY AS asked (performer_id, user_id, place)
    LEFT JOIN channel c USING (performer_id)
    LEFT JOIN channel_sanction s USING (performer_id, user_id)
    LEFT JOIN channel_moderator m USING (performer_id, user_id)
    ORDER BY place`;
}

/** What stands in a channel for everybody. */
export async function findStanding(read: Reader, performerId: string): Promise<StandingRow> {
  const [row] = await findStandings(read, [{ performerId, userId: null }]);
  return row ?? { settings: null, wordsVersion: 0, kind: null, until: null, reason: null, appointed: false };
}

/** Who of these people is shut out of the channel they are named with, and who was appointed there; in the order given. */
export function findRights(
  read: Reader,
  people: readonly { readonly performerId: string; readonly userId: string }[],
): Promise<{ banned: boolean; reason: string | null; appointed: boolean }[]> {
  return read.$queryRaw<{ banned: boolean; reason: string | null; appointed: boolean }[]>`
    SELECT s.user_id IS NOT NULL AS banned, s.reason, m.user_id IS NOT NULL AS appointed
    FROM unnest(${people.map(({ performerId }) => performerId)}::uuid[], ${people.map(({ userId }) => userId)}::uuid[])
      WITH ORDINALITY AS asked (performer_id, user_id, place)
    LEFT JOIN channel_sanction s ON s.performer_id = asked.performer_id AND s.user_id = asked.user_id AND s.kind = 'ban'
    LEFT JOIN channel_moderator m ON m.performer_id = asked.performer_id AND m.user_id = asked.user_id
    ORDER BY place`;
}

/** The words that a channel does not want, as listed. */
export async function findWords(read: Reader, performerId: string): Promise<ListedWord[]> {
  const select = { text: true, verdict: true } as const;
  return (await read.channelWord.findMany({
    where: { performerId },
    orderBy: { place: 'asc' },
    select,
  })) as ListedWord[];
}

/** Changes some of the settings; absent ones stay. @param initial what holds where there was no row */
export async function saveSettings(
  tx: Writer,
  performerId: string,
  changes: Partial<ChannelSettings>,
  initial: ChannelSettings,
): Promise<ChannelSettings> {
  await tx.channel.createMany({ data: [{ performerId, ...initial }], skipDuplicates: true });
  const { slowModeSeconds, followersOnly, links } = await tx.channel.update({ where: { performerId }, data: changes });
  return { slowModeSeconds, followersOnly, links: links as ChannelSettings['links'] };
}

/** Puts these words in the place of all others. The row of the channel is locked: two replacements do not mix. */
export async function replaceWords(
  tx: Writer,
  performerId: string,
  words: readonly ListedWord[],
  initial: ChannelSettings,
): Promise<void> {
  await tx.channel.createMany({ data: [{ performerId, ...initial }], skipDuplicates: true });
  await tx.channel.update({ where: { performerId }, data: { wordsVersion: { increment: 1 } } });
  await tx.channelWord.deleteMany({ where: { performerId } });
  await tx.channelWord.createMany({ data: words.map((word, place) => ({ performerId, place, ...word })) });
}

/** Oldest first. */
export function findModerators(read: Reader, performerId: string): Promise<{ userId: string; since: Date }[]> {
  const select = { userId: true, since: true } as const;
  return read.channelModerator.findMany({ where: { performerId }, orderBy: { since: 'asc' }, select });
}

/** Since when they moderate there, undefined where they do not. */
export async function findModerator(read: Reader, performerId: string, userId: string): Promise<Date | undefined> {
  const found = await read.channelModerator.findUnique({ where: { performerId_userId: { performerId, userId } } });
  return found?.since;
}

/** @returns false where they moderated there already */
export async function insertModerator(tx: Writer, performerId: string, userId: string, since: Date): Promise<boolean> {
  const { count } = await tx.channelModerator.createMany({
    data: [{ performerId, userId, since }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** @returns false where they did not moderate there */
export async function deleteModerator(tx: Writer, performerId: string, userId: string): Promise<boolean> {
  return (await tx.channelModerator.deleteMany({ where: { performerId, userId } })).count === 1;
}

/** The newest sanctions that hold at `now`; at most `limit`. */
export async function findSanctions(
  read: Reader,
  performerId: string,
  now: Date,
  limit: number,
): Promise<SanctionRow[]> {
  const where = { performerId, OR: [{ until: null }, { until: { gt: now } }] };
  return (await read.channelSanction.findMany({ where, orderBy: { at: 'desc' }, take: limit })) as SanctionRow[];
}

/** What holds against a person, its time over or not. */
export async function findSanction(read: Reader, performerId: string, userId: string): Promise<SanctionRow | null> {
  const where = { performerId_userId: { performerId, userId } };
  return (await read.channelSanction.findUnique({ where })) as SanctionRow | null;
}

/** Puts a sanction in the place of the one before. @returns false where that is a ban and this none: it stays */
export async function putSanction(tx: Writer, given: SanctionRow): Promise<boolean> {
  const { performerId, userId, kind, until, reason, byId, at } = given;
  const changed = await tx.$executeRaw`
    INSERT INTO channel_sanction AS held (performer_id, user_id, kind, until, reason, by_id, at)
    VALUES (${performerId}::uuid, ${userId}::uuid, ${kind}, ${until}::timestamptz, ${reason}, ${byId}::uuid, ${at}::timestamptz)
    ON CONFLICT (performer_id, user_id) DO UPDATE
    SET kind = excluded.kind, until = excluded.until, reason = excluded.reason, by_id = excluded.by_id, at = excluded.at
    WHERE held.kind <> 'ban' OR excluded.kind = 'ban'`;
  return changed === 1;
}

/** @returns false where nothing stood against them */
export async function deleteSanction(tx: Writer, performerId: string, userId: string): Promise<boolean> {
  return (await tx.channelSanction.deleteMany({ where: { performerId, userId } })).count === 1;
}

/** Adds to the history. */
export async function insertAct(tx: Writer, act: SanctionAct): Promise<void> {
  await tx.channelSanctionAct.create({ data: act, select: { id: true } });
}

/** The last thing that was done to a person in a channel. */
export async function findLastAct(read: Reader, performerId: string, userId: string): Promise<SanctionAct | null> {
  const where = { performerId, userId };
  return (await read.channelSanctionAct.findFirst({ where, orderBy: { id: 'desc' } })) as SanctionAct | null;
}

/** Rooms of a performer that people may be in, live ones first, then the newest; at most `limit`. */
export async function findOpenRooms(read: Reader, performerId: string, limit: number): Promise<string[]> {
  const rows = await read.$queryRaw<{ id: string }[]>`
    SELECT id FROM stream
    WHERE performer_id = ${performerId}::uuid AND state IN ('READY', 'TESTING', 'LIVE', 'OFFLINE')
    ORDER BY state = 'LIVE' DESC, created_at DESC
    LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
