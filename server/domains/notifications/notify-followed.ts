/**
 * Tells a person that somebody follows them now: one line a day, which grows while it is unread.
 */
import { newId } from '#kernel/ids.ts';
import type { Occasion } from '#platform/outbox/index.ts';
import { readPeople } from '../accounts/index.ts';
import { follows } from '../profiles/index.ts';
import type { NotifyDeps } from './notify-person.ts';
import { addFollower, findSettings } from './store.ts';
import { tellPeople } from './tell-people.ts';

/**
 * For a reaction: delivered again it counts nobody twice, because the line knows the last event in it. Whoever follows no
 * longer is not told of; who is on the site hears of the first follower of a line alone.
 */
export async function notifyFollowed(
  { database, live, clock }: NotifyDeps,
  { userId, by }: { readonly userId: string; readonly by: string },
  { eventId, happenedAt }: Pick<Occasion, 'eventId' | 'happenedAt'>,
): Promise<void> {
  const { read } = database;
  const settings = await findSettings(read, userId);
  if (settings?.newFollower === false || !(await follows(read, by, userId))) return;
  const person = (await readPeople(read, [by])).get(by);
  if (person === undefined) return;
  const line = {
    ...{ id: newId(clock.now()), userId, by, eventId, at: new Date(clock.now()) },
    about: `followers:${happenedAt.toISOString().slice(0, 10)}`,
    link: `/u/${person.handle}`,
    name: person.displayName,
  };
  const row = await database.transact((tx) => addFollower(tx, line));
  if (row.followers === 1) await tellPeople({ read, live }, [row]);
}
