/**
 * Opens an account: an adult, a password that is not the first one would guess, a name that can be shown. The birth date is
 * judged and forgotten; that it was judged, and when, is kept.
 */
import { hashSecret, newId, newSecret } from '#kernel/ids.ts';
import { requireClean } from '../wording/index.ts';
import { adultsOnly, birthDateImpossible, emailTaken } from './errors.ts';
import { hashPassword } from './hash-password.ts';
import type { AccountDeps } from './parts.ts';
import { requireStrength } from './require-strength.ts';
import { judgeBirthDate } from './rules/adulthood.ts';
import { canonicalEmail } from './rules/email.ts';
import { handleFrom, handleWith } from './rules/handle.ts';
import { keptHandlesSince } from './rules/lifetimes.ts';
import { type Account, findAccountByEmail, readAccount } from './store.ts';
import { findReleased, lockHandles } from './store-handles.ts';
import { insertAccount, type NewAccount } from './store-people.ts';

export interface Applicant {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  /** `YYYY-MM-DD`, a day that exists. */
  readonly birthDate: string;
}

/** More people of one name at the same moment than this, and the last of them tries again. */
const handleTries = 8;

/** @throws VALIDATION_FAILED (a birth date nobody has), ADULTS_ONLY, PASSWORD_WEAK, CONTENT_BLOCKED, EMAIL_TAKEN */
export async function openAccount(deps: AccountDeps, applicant: Applicant): Promise<Account> {
  const { database, news, clock } = deps;
  const { displayName, password } = applicant;
  const email = canonicalEmail(applicant.email);
  requireAdult(applicant.birthDate, clock.now());
  requireStrength(password, { email, displayName });
  requireClean(displayName);
  const now = new Date(clock.now());
  const passwordHash = await hashPassword(password);
  const person = { id: newId(clock.now()), email, displayName, passwordHash, roles: ['viewer'] as const, now };
  const account = await database.transact(async (tx) => {
    for (let tried = 0; tried < handleTries; tried += 1) {
      const handle = handleFor(person, tried);
      await lockHandles(tx, [handle]);
      // Who had it lately is still meant by it.
      if ((await findReleased(tx, handle, keptHandlesSince(now))) !== null) continue;
      if (!(await insertAccount(tx, { ...person, handle }))) {
        if ((await findAccountByEmail(tx, email)) !== null) throw emailTaken();
        continue;
      }
      const userId = person.id;
      await news.record(tx, { name: 'account.registered', key: userId, body: { userId } });
      await news.record(tx, { name: 'account.link-asked', key: userId, body: { userId, kind: 'verify' } });
      return readAccount(tx, userId);
    }
    throw new Error('no handle was free');
  });
  news.deliverSoon(account.id);
  return account;
}

function requireAdult(birthDate: string, nowMs: number): void {
  const verdict = judgeBirthDate(birthDate, nowMs);
  if (verdict === 'impossible') throw birthDateImpossible();
  if (verdict === 'minor') throw adultsOnly();
}

/** The name itself where it is free, with something behind it where it is not. */
function handleFor({ displayName }: Pick<NewAccount, 'displayName'>, tried: number): string {
  const base = handleFrom(displayName);
  return tried === 0 ? base : handleWith(base, hashSecret(newSecret()).slice(0, 3 + tried));
}
