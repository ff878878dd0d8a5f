/**
 * Takes a code of a second factor: six digits of the authenticator, or a recovery code. Each is good once, and that is
 * decided by one statement in the database: of two who present the same at once, one is let in.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { codeWrong } from './errors.ts';
import { findStep } from './find-step.ts';
import { hashRecoveryCode } from './hash-recovery-code.ts';
import { openTotp } from './open-totp.ts';
import type { FactorKeys } from './parts.ts';
import { findTotp, spendRecoveryCode, spendStep } from './store-factors.ts';

export interface CheckCodeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly factorKeys: FactorKeys;
}

/** @throws CODE_WRONG: wrong, used before, outdated, or no second factor at all */
export async function checkCode(deps: CheckCodeDeps, userId: string, code: string): Promise<void> {
  const taken = /^\d{6}$/.test(code) ? await takeStep(deps, userId, code) : await takeRecovery(deps, userId, code);
  if (!taken) throw codeWrong();
}

async function takeStep(
  { database, clock, factorKeys }: CheckCodeDeps,
  userId: string,
  code: string,
): Promise<boolean> {
  const totp = await findTotp(database.read, userId);
  if (totp === null || totp.confirmedAt === null) return false;
  const step = findStep(openTotp(factorKeys.totp, totp), code, clock.now());
  return step !== null && database.transact((tx) => spendStep(tx, userId, step));
}

/** One hash and one statement, whichever of the ten it is, or none. */
function takeRecovery({ database, clock, factorKeys }: CheckCodeDeps, userId: string, code: string): Promise<boolean> {
  const hash = hashRecoveryCode(factorKeys.recovery, userId, code);
  return database.transact((tx) => spendRecoveryCode(tx, userId, hash, new Date(clock.now())));
}
