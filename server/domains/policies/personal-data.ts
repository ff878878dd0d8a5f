/**
 * What policies keep about a person: which price lists an admin made, and why. That somebody made it stays; their account
 * names nobody any more.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { findPoliciesOf } from './store.ts';

export const policiesPersonalData: PersonalData = {
  columns: { price_policy: ['by_id'] },
  export: (read, userId) => ({
    priceLists: async () => {
      const rows = await findPoliciesOf(read, userId);
      return rows.map(({ version, madeAt, reason }) => ({ version: Number(version), madeAt, reason }));
    },
  }),
  erase: {},
};
