/**
 * Shuts a person out: their sign-ins end, and with them sockets, access tokens and media; they cannot sign in again until
 * they are restored. May they (four eyes, not oneself) is asked by whoever calls.
 */
import type { Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { endSignIns } from './end-sign-ins.ts';
import { conflict, notFound } from './errors.ts';
import type { AccountEvents } from './events.ts';
import { lockAccount, updateAccount } from './store-people.ts';

/**
 * @returns the keys whose news to deliver after the commit
 * @throws NOT_FOUND; CONFLICT where they are suspended or erased already
 */
export async function suspendAccount(
  tx: Writer,
  news: News<AccountEvents>,
  { userId, reason, now }: { readonly userId: string; readonly reason: string; readonly now: Date },
): Promise<string[]> {
  const account = await lockAccount(tx, userId);
  if (account === null) throw notFound('This person');
  if (account.disabledAt !== null) throw conflict('This account is suspended already.');
  await updateAccount(tx, userId, { disabledAt: now, disabledReason: reason });
  const ended = await endSignIns(tx, news, { userId, reason: 'disabled', now });
  await news.record(tx, { name: 'account.suspended', key: userId, body: { userId } });
  return [...ended, userId];
}
