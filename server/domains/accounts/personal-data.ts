/**
 * What accounts keep about a person, and what becomes of it. Export hands out all of it but secrets. Erasure (its own
 * issue) replaces e-mail and display name, makes the password hash unusable and deletes sign-ins with their tokens;
 * the account's row stays, because streams and money point at it.
 */
import type { Reader } from '#platform/database/index.ts';
import { findSignIns, readAccount } from './store.ts';

/** Everything to hand to the person who asks. */
export async function exportAccount(read: Reader, userId: string): Promise<Record<string, unknown>> {
  const { id, email, displayName, roles, disabledAt } = await readAccount(read, userId);
  return { account: { id, email, displayName, roles, disabledAt }, signIns: await findSignIns(read, userId) };
}
