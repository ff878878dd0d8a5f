/**
 * Removes all second factors of somebody who lost them, and ends their sign-ins: they come back with the password alone,
 * and roles that demand a second factor count only when they have set up another.
 */
import type { Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { endSignIns } from './end-sign-ins.ts';
import { conflict, notFound } from './errors.ts';
import type { AccountEvents } from './events.ts';
import { countFactors, deletePasskeys, deleteTotp } from './store-factors.ts';
import { lockAccount } from './store-people.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * @returns the keys whose news to deliver after the commit
 * @throws NOT_FOUND; CONFLICT where there is none
 */
export async function dropSecondFactors(
  tx: Writer,
  news: News<AccountEvents>,
  { userId, now }: { readonly userId: string; readonly now: Date },
): Promise<string[]> {
  if ((await lockAccount(tx, userId)) === null) throw notFound('This person');
  const { totp, passkeys } = await countFactors(tx, userId);
  if (!totp && passkeys === 0) throw conflict('This account has no second factor.');
  await deleteTotp(tx, userId);
  await deletePasskeys(tx, userId);
  await tellOwner(tx, news, userId, 'factors_dropped');
  return [...(await endSignIns(tx, news, { userId, reason: 'second_factor_reset', now })), userId];
}
