/** What the ledger tells of. Key: the id of the comparison; one says nothing about another. */
import { z } from 'zod';
import type { News } from '#platform/outbox/index.ts';

export const ledgerEvents = {
  /** A comparison found what the one before it had not found, or more of it. */
  'books.differed': z.object({ reconciliationId: z.string().regex(/^\d{1,18}$/), checks: z.array(z.string()).min(1) }),
};

export type LedgerEvents = News<typeof ledgerEvents>;
