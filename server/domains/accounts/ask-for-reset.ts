/**
 * Asks for a link that sets a new password. For an address nobody has it does the same work: the event then names nobody,
 * and its reaction finds nobody. So neither the words nor the time say who has an account.
 *
 * Nobody can keep somebody else from it. Requests for one address are few an hour, but what is over that is answered alike:
 * whoever used them up had links mailed to the person, which stay good beside each other. A device that signed in to the
 * address before has a number of its own.
 */
import { newId } from '#kernel/ids.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { AccountDeps } from './parts.ts';
import type { Device } from './read-device.ts';
import { canonicalEmail } from './rules/email.ts';
import { findAccountByEmail } from './store.ts';
import { tryLimit } from './try-limit.ts';

export interface AskForResetDeps extends AccountDeps {
  readonly limits: Limits;
}

export interface ResetRequest {
  readonly email: string;
  /** Of the network. */
  readonly ip: string;
  readonly device: Device;
}

/**
 * The mail goes out a moment later, where there is somebody to get it.
 * @throws RATE_LIMITED where the network address of a device nobody knows asked too often, for whomever
 */
export async function askForReset(
  { database, news, clock, limits }: AskForResetDeps,
  { email, ip, device }: ResetRequest,
): Promise<void> {
  const address = canonicalEmail(email);
  const bucket = device.bucketFor(address);
  if (bucket === null) await limits.take('forgotIp', ip);
  const granted = await (bucket === null
    ? tryLimit(limits, 'forgotAccount', address)
    : tryLimit(limits, 'forgotKnownDevice', bucket));
  if (!granted) return;
  const account = await findAccountByEmail(database.read, address);
  const userId = account?.id ?? newId(clock.now());
  await database.transact((tx) =>
    news.record(tx, { name: 'account.link-asked', key: userId, body: { userId, kind: 'reset' } }),
  );
  news.deliverSoon(userId);
}
