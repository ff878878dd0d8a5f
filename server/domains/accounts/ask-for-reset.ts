/**
 * Asks for a link that sets a new password. For an address nobody has it does the same work: the event then names nobody,
 * and its reaction finds nobody. So neither the words nor the time say who has an account.
 */
import { newId } from '#kernel/ids.ts';
import type { AccountDeps } from './parts.ts';
import { canonicalEmail } from './rules/email.ts';
import { findAccountByEmail } from './store.ts';

/** The mail goes out a moment later, where there is somebody to get it. */
export async function askForReset({ database, news, clock }: AccountDeps, email: string): Promise<void> {
  const account = await findAccountByEmail(database.read, canonicalEmail(email));
  const userId = account?.id ?? newId(clock.now());
  await database.transact((tx) =>
    news.record(tx, { name: 'account.link-asked', key: userId, body: { userId, kind: 'reset' } }),
  );
  news.deliverSoon(userId);
}
