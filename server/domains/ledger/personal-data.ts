/**
 * What the ledger keeps about people: whose an account is, whose a hold, who was given what of it, and whose an idempotency key. The copy of it is the
 * statement that `wallets` hands out. Nothing is erased: books must be kept, movements name accounts and no person, and the id that an
 * account, a hold and a key have leads to nobody once the person's own row is emptied. No column of the ledger holds a name or a
 * word; what a client chose as a key is kept as a hash.
 */
import type { PersonalData } from '#platform/database/index.ts';

export const ledgerPersonalData: PersonalData = {
  columns: {
    ...{ 'ledger.account': ['owner_id', 'person_id'], 'ledger.hold': ['owner_id'], 'ledger.key': ['owner_id'] },
    ...{
      'ledger.hold_share': ['performer_id'],
      'ledger.share_open': ['performer_id'],
      'ledger.share_end': ['performer_id'],
    },
  },
  export: () => ({}),
  erase: {},
};
