/**
 * What accounts keep about a person, and what becomes of it. Export hands out all of it but secrets. Erasure replaces
 * address, name and handle by a pseudonym and removes everything that could prove who it was; the row stays, because
 * streams and money point at it, and so do sign-ins, without what they said about devices, until they are 90 days old.
 */
import { atOnce, inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { blankPerson } from './blank-person.ts';
import { describePasskey } from './describe-passkey.ts';
import { readAccount } from './store.ts';
import { countFactors, findPasskeys } from './store-factors.ts';
import { findReleasedBy } from './store-handles.ts';
import { blankDevices, findSignInsAfter } from './store-people.ts';

export const accountsPersonalData: PersonalData = {
  columns: {
    account: ['id'],
    sign_in: ['user_id'],
    account_link: ['user_id'],
    account_totp: ['user_id'],
    account_recovery_code: ['user_id'],
    account_passkey: ['user_id'],
    released_handle: ['user_id'],
  },
  export: (read, userId) => ({
    account: async () => {
      const { passwordHash: _secret, ...account } = await readAccount(read, userId);
      const { totp } = await countFactors(read, userId);
      const passkeys = (await findPasskeys(read, userId)).map(describePasskey);
      return { ...account, authenticator: totp, passkeys };
    },
    'former-handles': () => findReleasedBy(read, userId, new Date(0)),
    'sign-ins': () =>
      inPages((after: { id: string } | undefined, limit) => findSignInsAfter(read, userId, after, limit)),
  }),
  erase: {
    account: atOnce(blankPerson),
    devices: shrinking((tx, { userId }, most) => blankDevices(tx, userId, most)),
  },
};
