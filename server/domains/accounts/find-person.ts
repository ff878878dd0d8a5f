/**
 * Finds one person by id or handle, for pages about them.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Role } from '#protocol/http/route.ts';
import { findAccount } from './store-people.ts';

/** What other domains may know of a person. */
export interface KnownPerson {
  readonly id: string;
  readonly displayName: string;
  readonly handle: string;
  readonly roles: readonly Role[];
  readonly joinedAt: Date;
  readonly emailVerified: boolean;
  /** Suspended or erased: their page is gone. */
  readonly gone: boolean;
}

/** Null where there is nobody. */
export async function findPerson(
  read: Reader,
  by: { readonly id: string } | { readonly handle: string },
): Promise<KnownPerson | null> {
  const account = await findAccount(read, by);
  if (account === null) return null;
  const { id, displayName, handle, roles, createdAt, emailVerifiedAt, disabledAt } = account;
  const facts = { joinedAt: createdAt, emailVerified: emailVerifiedAt !== null, gone: disabledAt !== null };
  return { id, displayName, handle, roles, ...facts };
}
