/**
 * Erases a person: every sign-in ends and is told, then what accounts keep of them is blanked (personal-data.ts).
 */
import type { Erased, Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { endSignIns } from './end-sign-ins.ts';
import type { AccountEvents } from './events.ts';
import { accountsPersonalData } from './personal-data.ts';
import { lockAccount } from './store-people.ts';

/** Erased already: nothing more happens. @returns the keys whose news to deliver after the commit */
export async function eraseAccount(tx: Writer, news: News<AccountEvents>, person: Erased): Promise<string[]> {
  const account = await lockAccount(tx, person.userId);
  if (account === null || account.erasedAt !== null) return [];
  const ended = await endSignIns(tx, news, { userId: person.userId, reason: 'erased', now: person.at });
  await accountsPersonalData.erase(tx, person);
  await news.record(tx, { name: 'account.erased', key: person.userId, body: { userId: person.userId } });
  return [...ended, person.userId];
}
