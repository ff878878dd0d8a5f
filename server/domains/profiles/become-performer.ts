/**
 * Makes a performer of whoever asks and can be written to. Proving who they are and how old (KYC) comes before this with its
 * own issue; until then a verified address is all that is asked. From whom staff took the role it stays taken until they give
 * it. The role counts with the next access token: the one in hand is refused from then on, as after every change of rights.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { type AccountEvents, setAccountRoles } from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import { emailUnverified, performingWithdrawn, personNotFound } from './errors.ts';
import { lockRoles } from './store.ts';

export interface PerformDeps {
  readonly database: Database;
  readonly news: News<AccountEvents>;
  readonly clock: Clock;
}

/**
 * Who is one already stays one, and nothing is written.
 * @throws FORBIDDEN where staff took the role; EMAIL_UNVERIFIED; NOT_FOUND
 */
export async function becomePerformer({ database, news, clock }: PerformDeps, userId: string): Promise<void> {
  const at = new Date(clock.now());
  const keys = await database.transact(async (tx) => {
    const person = await lockRoles(tx, userId);
    if (person === null) throw personNotFound();
    if (person.roles.includes('performer')) return [];
    if (person.withdrawnAt !== null) throw performingWithdrawn(person.withdrawnAt);
    if (!person.verified) throw emailUnverified();
    await recordAudit(tx, { actor: userId, action: 'person.performs', subject: { kind: 'person', id: userId }, at });
    return setAccountRoles(tx, news, { userId, roles: [...person.roles, 'performer'], now: at });
  });
  for (const key of keys) news.deliverSoon(key);
}
