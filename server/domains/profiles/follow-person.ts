/**
 * Follows somebody. Repeating it changes nothing but whether one wants to hear of them; it is told once.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { followsTooMany, personNotFound, yourself } from './errors.ts';
import type { ProfileEvents } from './events.ts';
import { addFollowers, countFollowed, findProfiles, insertFollow, markNotify, readFollowers } from './store.ts';

export interface FollowDeps {
  readonly database: Database;
  readonly news: News<ProfileEvents>;
  readonly clock: Clock;
}

/** A list that is shown whole; a few more where somebody follows many at once. */
const mostFollowed = 1_000;

/**
 * @param wanted `by` follows `userId`; `notify` absent: yes, or as it was
 * @returns how many follow them now
 * @throws CONFLICT for oneself, and beyond a thousand; NOT_FOUND for nobody, suspended and erased people alike
 */
export async function followPerson(
  { database, news, clock }: FollowDeps,
  { by, userId, notify }: { by: string; userId: string; notify?: boolean | undefined },
): Promise<number> {
  if (by === userId) throw yourself();
  const followers = await database.transact(async (tx) => {
    const [person] = await findProfiles(tx, [userId]);
    if (person === undefined) throw personNotFound();
    const isNew = await insertFollow(tx, { by, userId, notify: notify ?? true, now: new Date(clock.now()) });
    if (!isNew) {
      if (notify !== undefined) await markNotify(tx, by, userId, notify);
      return readFollowers(tx, userId);
    }
    if ((await countFollowed(tx, by)) > mostFollowed) throw followsTooMany(mostFollowed);
    await news.record(tx, { name: 'person.followed', key: userId, body: { userId, by } });
    return addFollowers(tx, userId, 1);
  });
  news.deliverSoon(userId);
  return followers;
}
