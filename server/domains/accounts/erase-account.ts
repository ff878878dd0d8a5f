/**
 * Erases a person at once: every sign-in ends and is told, and the account says no more who it was (blank-person.ts). What
 * else is kept about them goes afterwards, in batches (personal-data.ts of every domain).
 */
import type { Erased, Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { blankPerson } from './blank-person.ts';
import { endSignIns } from './end-sign-ins.ts';
import type { AccountEvents } from './events.ts';
import { lockAccount } from './store-people.ts';

/** Erased already: nothing more happens. @returns the keys whose news to deliver after the commit */
export async function eraseAccount(tx: Writer, news: News<AccountEvents>, person: Erased): Promise<string[]> {
  const account = await lockAccount(tx, person.userId);
  if (account === null || account.erasedAt !== null) return [];
  const ended = await endSignIns(tx, news, { userId: person.userId, reason: 'erased', now: person.at });
  await blankPerson(tx, person);
  await news.record(tx, { name: 'account.erased', key: person.userId, body: { userId: person.userId } });
  return [...ended, person.userId];
}
