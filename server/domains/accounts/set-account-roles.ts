/**
 * Gives and takes roles. Effective at once: access tokens of the version before are refused, sockets greet again. A performer
 * whose role is taken cannot take it back themselves: that it was taken is kept until somebody gives it to them again.
 */
import type { Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { roles as roleOrder } from '#protocol/http/auth.ts';
import type { Role } from '#protocol/http/route.ts';
import { conflict, notFound } from './errors.ts';
import type { AccountEvents } from './events.ts';
import { lockAccount, updateRoles } from './store-people.ts';

/**
 * Everybody stays a viewer. Roles that the person has already change nothing and are told to nobody.
 * @returns the keys whose news to deliver after the commit
 * @throws NOT_FOUND; CONFLICT where they are erased
 */
export async function setAccountRoles(
  tx: Writer,
  news: News<AccountEvents>,
  { userId, roles, now }: { readonly userId: string; readonly roles: readonly Role[]; readonly now: Date },
): Promise<string[]> {
  const account = await lockAccount(tx, userId);
  if (account === null) throw notFound('This person');
  if (account.erasedAt !== null) throw conflict('This account was erased.');
  const wanted = roleOrder.filter((role) => role === 'viewer' || roles.includes(role));
  if (wanted.length === account.roles.length && wanted.every((role) => account.roles.includes(role))) return [];
  const rightsVersion = await updateRoles(tx, userId, {
    roles: wanted,
    now,
    ...withdrawal(account.roles, wanted, now),
  });
  await news.record(tx, { name: 'account.rights-changed', key: userId, body: { userId, rightsVersion } });
  return [userId];
}

function withdrawal(before: readonly Role[], after: readonly Role[], now: Date) {
  if (after.includes('performer')) return { performingWithdrawnAt: null };
  return before.includes('performer') ? { performingWithdrawnAt: now } : {};
}
