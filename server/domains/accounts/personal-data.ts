/**
 * What accounts keep about a person, and what becomes of it. Export hands out all of it but secrets. Erasure replaces
 * address, name and handle by a pseudonym and removes everything that could prove who it was; the row stays, because
 * streams and money point at it, and so do sign-ins, without what they said about devices, until they are 90 days old.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { describePasskey } from './describe-passkey.ts';
import { erasedPrefix } from './rules/handle.ts';
import { findSignIns, readAccount } from './store.ts';
import { countFactors, deletePasskeys, deleteTotp, findPasskeys } from './store-factors.ts';
import { blankAccount } from './store-people.ts';

/** More than anybody has; an export is bounded all the same. */
const mostSignIns = 10_000;

export const accountsPersonalData: PersonalData = {
  columns: {
    account: ['id'],
    sign_in: ['user_id'],
    account_link: ['user_id'],
    account_totp: ['user_id'],
    account_recovery_code: ['user_id'],
    account_passkey: ['user_id'],
  },
  export: async (read, userId) => {
    const { passwordHash: _secret, ...account } = await readAccount(read, userId);
    const { totp } = await countFactors(read, userId);
    const passkeys = (await findPasskeys(read, userId)).map(describePasskey);
    return {
      account: { ...account, authenticator: totp, passkeys },
      signIns: await findSignIns(read, userId, { most: mostSignIns }),
    };
  },
  erase: async (tx, { userId, pseudonym, at }) => {
    await deleteTotp(tx, userId);
    await deletePasskeys(tx, userId);
    await blankAccount(tx, {
      ...{ id: userId, at },
      email: `${pseudonym.slice(0, 40)}@erased.invalid`,
      displayName: `Erased ${pseudonym.slice(0, 6)}`,
      // 96 bits of the pseudonym: no two share it.
      handle: `${erasedPrefix}${pseudonym.slice(0, 24)}`,
    });
  },
};
