/**
 * What wallets keep about a person: what they allow themselves, every movement of their tokens, and what is or was
 * set aside. Erasure removes the
 * limits. The books stay: they are owed to the other side of each movement and to the law, and the account that they name
 * is called by a pseudonym then (docs/decisions/0015-ledger.md).
 */
import { fineTokensText } from '#kernel/money.ts';
import { atOnce, inPages, type PersonalData, type Reader } from '#platform/database/index.ts';
import { type EntryRow, type HoldRow, readEntries, readHolds } from '../ledger/index.ts';
import { deleteLimits, findStoredLimits } from './store-limits.ts';

export const walletsPersonalData: PersonalData = {
  columns: { spending_limit: ['viewer_id'] },
  export: (read, userId) => ({
    limits: async () => findStoredLimits(read, userId),
    bought: () => movements(read, userId, 'wallet:paid'),
    given: () => movements(read, userId, 'wallet:promo'),
    held: () => movements(read, userId, 'wallet:held'),
    earnings: () => movements(read, userId, 'earnings'),
    'earnings-held': () => movements(read, userId, 'earnings:held'),
    holds: () => holds(read, userId),
  }),
  erase: { limits: atOnce((tx, { userId }) => deleteLimits(tx, userId)) },
};

/** Oldest first. The other side is not named: it is somebody else's. */
async function* movements(read: Reader, ownerId: string, kind: string): AsyncGenerator<unknown> {
  const page = (after: EntryRow | undefined, limit: number) =>
    readEntries(read, { ownerId, kind }, { first: 'oldest', beyond: after?.version, limit });
  for await (const entry of inPages(page)) {
    const { transferId, at, kind: what, amount, balance, version } = entry;
    yield {
      ...{ transferId, at, kind: what, number: Number(version) },
      ...{ amount: fineTokensText(amount), balance: fineTokensText(balance) },
    };
  }
}

/** What they set aside, oldest first, and what became of it. */
async function* holds(read: Reader, ownerId: string): AsyncGenerator<unknown> {
  const page = (after: HoldRow | undefined, limit: number) => readHolds(read, ownerId, after, limit);
  for await (const { amount, promo, posted, ...hold } of inPages(page)) {
    const spent = posted === null ? null : fineTokensText(posted);
    yield { ...hold, amount: fineTokensText(amount), given: fineTokensText(promo), spent };
  }
}
