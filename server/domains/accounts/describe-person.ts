/**
 * Who somebody is where they stand on something else than a sign-in: a key of their own, which proves no second factor.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { describeIdentity } from './describe-identity.ts';
import { findAccount } from './store-people.ts';

/** @param standsOn its id takes the place of a sign-in's. @returns null where the person is suspended, erased or unknown */
export async function describePerson(read: Reader, userId: string, standsOn: string): Promise<Identity | null> {
  const account = await findAccount(read, { id: userId });
  if (account === null || account.disabledAt !== null) return null;
  return describeIdentity(account, { id: standsOn, secondFactor: false });
}
