/**
 * Asks for the link that proves an address once more.
 */
import type { AccountDeps } from './parts.ts';
import { readAccount } from './store.ts';

/** Nothing where the address is proved. */
export async function askForVerification({ database, news }: AccountDeps, userId: string): Promise<void> {
  const { emailVerifiedAt } = await readAccount(database.read, userId);
  if (emailVerifiedAt !== null) return;
  await database.transact((tx) =>
    news.record(tx, { name: 'account.link-asked', key: userId, body: { userId, kind: 'verify' } }),
  );
  news.deliverSoon(userId);
}
