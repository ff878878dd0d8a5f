/**
 * Decides whether an e-mail address and a password belong together. Takes as long for an address nobody has: otherwise
 * the clock would say who has an account.
 */
import { verify } from '@node-rs/argon2';
import { newSecret } from '#kernel/ids.ts';
import type { Reader } from '#platform/database/index.ts';
import { credentialsWrong } from './errors.ts';
import { hashPassword } from './hash-password.ts';
import { canonicalEmail } from './rules/email.ts';
import { type Account, findAccountByEmail } from './store.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

let nobodysHash: Promise<string> | undefined;

/** @throws CREDENTIALS_WRONG for an unknown address, a wrong password and a disabled account alike. */
export async function checkCredentials(read: Reader, { email, password }: Credentials): Promise<Account> {
  nobodysHash ??= hashPassword(newSecret());
  const account = await findAccountByEmail(read, canonicalEmail(email));
  const right = await verify(account?.passwordHash ?? (await nobodysHash), password);
  if (account === null || account.passwordHash === null || !right || account.disabledAt !== null)
    throw credentialsWrong();
  return account;
}
