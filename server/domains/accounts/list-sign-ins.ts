/**
 * Where somebody is signed in, for themselves to look through.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Reader } from '#platform/database/index.ts';
import type { SignInEntry } from '#protocol/http/security.ts';
import type { Caller } from './parts.ts';
import { nameDevice } from './rules/device-name.ts';
import { findSignIns } from './store.ts';

const most = 100;

/** Those that stand, the last used first, at most 100. */
export async function listSignIns(
  { database, clock }: { readonly database: { readonly read: Reader }; readonly clock: Clock },
  { userId, signInId }: Caller,
): Promise<SignInEntry[]> {
  const found = await findSignIns(database.read, userId, { most, liveAt: new Date(clock.now()) });
  return found.map(({ id, userAgent, createdAt, lastUsedAt, secondFactor }) => ({
    id,
    device: nameDevice(userAgent),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    current: id === signInId,
    secondFactor,
  }));
}
