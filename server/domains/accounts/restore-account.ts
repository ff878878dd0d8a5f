/**
 * Ends a suspension. The person signs in anew: what was ended stays ended.
 */
import type { Writer } from '#platform/database/index.ts';
import { conflict, notFound } from './errors.ts';
import { lockAccount, updateAccount } from './store-people.ts';

/** @throws NOT_FOUND; CONFLICT where they are not suspended, or erased */
export async function restoreAccount(tx: Writer, userId: string): Promise<void> {
  const account = await lockAccount(tx, userId);
  if (account === null) throw notFound('This person');
  if (account.erasedAt !== null) throw conflict('This account was erased and cannot come back.');
  if (account.disabledAt === null) throw conflict('This account is not suspended.');
  await updateAccount(tx, userId, { disabledAt: null, disabledReason: null });
}
