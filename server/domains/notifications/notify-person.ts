/**
 * Tells one person something about their account: for whoever has such news.
 */
import type { Clock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import type { Database } from '#platform/database/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import { insertOne } from './store.ts';
import { tellPeople } from './tell-people.ts';

export interface NotifyDeps {
  readonly database: Database;
  readonly live: Pick<LiveEvents, 'publishAll' | 'listening'>;
  readonly clock: Clock;
}

export interface AccountNews {
  readonly userId: string;
  /** The same again is told once: `account:<event id>`, at most 120 characters. */
  readonly about: string;
  /** 1 to 200 characters. */
  readonly title: string;
  /** At most 500 characters. */
  readonly text: string;
  /** A path of this site. */
  readonly link: string | null;
}

/** Once for each `about`; cannot be switched off. Rejects where Redis is away, after it was written. */
export async function notifyPerson({ database, live, clock }: NotifyDeps, news: AccountNews): Promise<void> {
  const now = clock.now();
  const row = await database.transact((tx) =>
    insertOne(tx, newId(now), news.userId, 'account', { ...news, subjectId: null, at: new Date(now) }),
  );
  if (row !== null) await tellPeople({ read: database.read, live }, [row]);
}
