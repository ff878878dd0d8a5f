/**
 * A performer's own channel, all of it.
 */
import type { Reader } from '#platform/database/index.ts';
import { defaultChannelSettings } from '#protocol/http/channels.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { readPeople } from '../accounts/index.ts';
import { findModerators, findSanctions, findStanding, findWords } from './store.ts';

type ChannelPage = AnswerOf<typeof routes.getChannel>;

/** The page shows the newest. */
const mostSanctions = 500;

/** @param nowMs milliseconds since 1970: sanctions whose time is over are not listed */
export async function describeChannel(read: Reader, performerId: string, nowMs: number): Promise<ChannelPage> {
  const [moderators, sanctions, words, { settings }] = await Promise.all([
    findModerators(read, performerId),
    findSanctions(read, performerId, new Date(nowMs), mostSanctions),
    findWords(read, performerId),
    findStanding(read, performerId),
  ]);
  const ids = [...moderators.map(({ userId }) => userId), ...sanctions.flatMap(({ userId, byId }) => [userId, byId])];
  const people = await readPeople(read, ids);
  const named = (id: string) => people.get(id) ?? { id, handle: '', displayName: '' };
  return {
    moderators: moderators.map(({ userId, since }) => ({ person: named(userId), since: since.toISOString() })),
    sanctions: sanctions.map(({ userId, byId, kind, until, reason, at }) => ({
      ...{ person: named(userId), by: named(byId), kind, reason },
      ...{ until: until?.toISOString() ?? null, at: at.toISOString() },
    })),
    words,
    settings: settings ?? defaultChannelSettings,
  };
}
