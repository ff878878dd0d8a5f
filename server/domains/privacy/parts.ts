/**
 * What the use cases of privacy stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { Mailer } from '#platform/mailer/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { AccountEvents, FactorKeys } from '../accounts/index.ts';

export interface ErasureDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** 32 bytes derived for the purpose `erasure`, used for nothing else. */
  readonly erasureKey: Buffer;
  readonly log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
}

export interface PrivacyDeps extends ErasureDeps {
  readonly limits: Limits;
  readonly factorKeys: FactorKeys;
  readonly news: News<AccountEvents>;
  readonly mailer: Pick<Mailer, 'send'>;
}
