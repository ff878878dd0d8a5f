/**
 * What the use cases of accounts stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { AccountEvents } from './events.ts';

/** Keys of second factors, 32 bytes each, each for its purpose alone. */
export interface FactorKeys {
  /** Seals authenticators' secrets. */
  readonly totp: Buffer;
  /** Keys the hashes of recovery codes. */
  readonly recovery: Buffer;
}

export interface AccountDeps {
  readonly database: Database;
  readonly news: News<AccountEvents>;
  readonly clock: Clock;
}

/** What checking a password or a code needs. */
export interface ProofDeps {
  readonly database: Database;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly factorKeys: FactorKeys;
}

/** Which pages may use our passkeys. */
export interface Site {
  /** Name of the host that passkeys belong to (WebAuthn's RP ID). */
  readonly rpId: string;
  readonly origins: readonly string[];
}

/** Somebody who is signed in, as far as it matters here. */
export type Caller = Pick<Identity, 'userId' | 'signInId'>;

/** What proves once more that it is the person. */
export interface GivenProof {
  readonly password: string;
  readonly code?: string | undefined;
}
