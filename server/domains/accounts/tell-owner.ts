/**
 * Tells somebody what became of the protection of their account, inside the transaction that changed it: whoever did it, the
 * owner hears of it by mail.
 */
import type { Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { AccountEvents } from './events.ts';
import type { ProtectionChange } from './rules/notice-mail.ts';

/** After the commit: deliverSoon with the person's id. */
export function tellOwner(
  tx: Writer,
  news: News<AccountEvents>,
  userId: string,
  change: ProtectionChange,
): Promise<void> {
  return news.record(tx, { name: 'account.protection-changed', key: userId, body: { userId, change } });
}
