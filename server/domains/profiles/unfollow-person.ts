/**
 * Follows somebody no longer, suspended people too. Repeating it changes nothing; nobody is told.
 */
import type { Database } from '#platform/database/index.ts';
import { personNotFound } from './errors.ts';
import { addFollowers, deleteFollow, existsPerson, readFollowers } from './store.ts';

/** @returns how many follow them now. @throws NOT_FOUND where nobody ever had this id */
export function unfollowPerson(database: Database, by: string, userId: string): Promise<number> {
  return database.transact(async (tx) => {
    if (await deleteFollow(tx, by, userId)) return addFollowers(tx, userId, -1);
    if (!(await existsPerson(tx, userId))) throw personNotFound();
    return readFollowers(tx, userId);
  });
}
