/**
 * What other domains may know of a person.
 */
import type { Role } from '#protocol/http/route.ts';

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

interface Stored extends Pick<KnownPerson, 'id' | 'displayName' | 'handle' | 'roles'> {
  readonly createdAt: Date;
  readonly emailVerifiedAt: Date | null;
  readonly disabledAt: Date | null;
}

/** Of an account as it is stored. */
export function knownFrom({ id, displayName, handle, roles, createdAt, ...times }: Stored): KnownPerson {
  const facts = { joinedAt: createdAt, emailVerified: times.emailVerifiedAt !== null, gone: times.disabledAt !== null };
  return { id, displayName, handle, roles, ...facts };
}
