/**
 * What tokens cost, what an earned one pays, who gets what; and the operator's view of the money.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { lineOfText } from '../text.ts';
import { FineTokens, PageCursor, Tokens } from './amounts.ts';
import { route } from './route.ts';

const Moment = z.iso.datetime();
const Reason = lineOfText(500, 3).describe('Why; kept in the audit log');
const MicroUsd = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .describe('Millionths of a dollar');

export const pricePresets = ['creator-first', 'platform-fee'] as const;
export const splitNames = [
  'creator-first',
  'platform-fee',
  'p2p-share',
  'p2p-share-literal',
  'p2p-creator-85',
] as const;
/** Who gets what, by name; which a stream may choose. */
export const SplitName = z.enum(splitNames);
export type SplitName = z.infer<typeof SplitName>;

export const Pack = z
  .object({
    id: z.string(),
    tokens: Tokens,
    bonusTokens: Tokens,
    priceMicroUsd: MicroUsd,
  })
  .meta({ id: 'Pack' });
export type Pack = z.infer<typeof Pack>;

export const Split = z
  .object({
    name: SplitName,
    version: z.int().min(1),
    creatorBp: z.int(),
    platformBp: z.int(),
    poolBp: z.int().describe('To supporters who relay'),
  })
  .meta({ id: 'Split' });
export type Split = z.infer<typeof Split>;

export const PricePolicy = z
  .object({
    version: z.int().min(1),
    preset: z.enum(pricePresets).nullable(),
    packs: z.array(Pack),
    payoutMicroUsd: MicroUsd.describe('For an earned token'),
    madeAt: Moment,
  })
  .meta({ id: 'PricePolicy' });
export type PricePolicy = z.infer<typeof PricePolicy>;

export const getEconomy = route({
  method: 'GET',
  path: '/api/economy',
  summary: 'What tokens cost, what an earned one pays, and the splits a stream may choose',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ policy: PricePolicy, splits: z.array(Split), defaultSplit: SplitName }),
  refusals: [],
});

export const setPricePolicy = route({
  method: 'POST',
  path: '/api/admin/economy',
  summary:
    'A new price list and payout rate. Refused where tokens could be cashed out for more than they cost, or where tokens already sold would gain value',
  who: ['admin'],
  status: 201,
  audit: 'economy.price-set',
  body: z.strictObject({
    packs: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9-]{1,40}$/),
          tokens: z.int().min(1).max(1_000_000),
          bonusTokens: z.int().min(0).max(1_000_000),
          priceMicroUsd: z.int().min(1).max(100_000_000_000),
        }),
      )
      .min(1)
      .max(20),
    payoutMicroUsd: z.int().min(1).max(1_000_000),
    from: z
      .int()
      .min(1)
      .optional()
      .describe('Version of the list it was made from; CONFLICT where another holds by now. Absent: whatever holds'),
    reason: Reason,
  }),
  params: undefined,
  answer: z.object({ policy: PricePolicy }),
  refusals: ['PRICE_ARBITRAGE', 'CONFLICT'],
});

/** One identity that must hold. */
export const ReconciliationCheck = z.object({
  name: z.string(),
  about: z.string(),
  expected: z.string(),
  found: z.string(),
  holds: z.boolean(),
  examples: z
    .array(z.object({ transferId: Id.nullable(), accountId: z.string().nullable(), note: z.string() }))
    .max(20),
});
export const Reconciliation = z
  .object({
    id: z.string(),
    at: Moment,
    tookMs: z.int().min(0),
    holds: z.boolean(),
    checks: z.array(ReconciliationCheck),
  })
  .meta({ id: 'Reconciliation' });
export type Reconciliation = z.infer<typeof Reconciliation>;

/** Money as the operator sees it. */
export const MoneyOverview = z
  .object({
    latest: Reconciliation.nullable(),
    history: z.array(Reconciliation.omit({ checks: true })).describe('The last 50, newest first'),
    accounts: z.array(z.object({ kind: z.string(), unit: z.string(), accounts: z.int(), balance: FineTokens })),
    settlement: z.object({
      waiting: z.int().min(0),
      oldestAt: Moment.nullable(),
      paused: z.object({ at: Moment, reason: z.string() }).nullable(),
    }),
    days: z
      .array(z.object({ day: z.iso.date(), tips: z.int(), tokens: Tokens, platform: FineTokens }))
      .describe('The last 30, oldest first'),
  })
  .meta({ id: 'MoneyOverview' });
export type MoneyOverview = z.infer<typeof MoneyOverview>;

export const getMoney = route({
  method: 'GET',
  path: '/api/admin/money',
  summary: 'Balances by kind, settlement, reconciliation',
  who: ['admin'],
  status: 200,
  audit: 'money.viewed',
  body: undefined,
  params: undefined,
  answer: MoneyOverview,
  refusals: [],
});

export const reconcile = route({
  method: 'POST',
  path: '/api/admin/reconciliation',
  summary: 'Compares the books now; corrects nothing',
  who: ['admin'],
  status: 201,
  audit: 'money.reconciled',
  body: z.strictObject({}),
  params: undefined,
  answer: z.object({ reconciliation: Reconciliation }),
  refusals: ['CONFLICT'],
});

export const getReconciliation = route({
  method: 'GET',
  path: '/api/admin/reconciliation/:id',
  summary: 'One comparison of the books',
  who: ['admin'],
  status: 200,
  audit: 'money.viewed',
  body: undefined,
  params: z.strictObject({ id: z.string().regex(/^\d{1,18}$/) }),
  answer: z.object({ reconciliation: Reconciliation }),
  refusals: ['NOT_FOUND'],
});

/** A transfer with both sides of each movement. */
export const Transfer = z
  .object({
    id: Id,
    at: Moment,
    kind: z.string(),
    key: z
      .object({ ownerId: Id, route: z.string(), key: z.string().describe('SHA-256 of the Idempotency-Key') })
      .nullable(),
    moves: z.array(
      z.object({
        n: z.int(),
        amount: FineTokens,
        from: z.object({ id: z.string(), kind: z.string(), ownerId: Id.nullable(), balance: FineTokens.nullable() }),
        to: z.object({ id: z.string(), kind: z.string(), ownerId: Id.nullable(), balance: FineTokens.nullable() }),
      }),
    ),
  })
  .meta({ id: 'Transfer' });
export type Transfer = z.infer<typeof Transfer>;

export const getTransfer = route({
  method: 'GET',
  path: '/api/admin/transfers/:id',
  summary: 'One transfer, for drilling down',
  who: ['admin'],
  status: 200,
  audit: 'money.viewed',
  body: undefined,
  params: z.strictObject({ id: Id }),
  answer: z.object({ transfer: Transfer }),
  refusals: ['NOT_FOUND'],
});

export const listAccountMoves = route({
  method: 'GET',
  path: '/api/admin/ledger-accounts/:id',
  summary: 'The movements of one account of the ledger, newest first',
  who: ['admin'],
  status: 200,
  audit: 'money.viewed',
  body: undefined,
  params: z.strictObject({ id: z.string().regex(/^\d{1,18}$/) }),
  query: z.strictObject({ before: PageCursor.optional() }),
  answer: z.object({
    account: z.object({ id: z.string(), kind: z.string(), ownerId: Id.nullable(), balance: FineTokens }),
    moves: z.array(
      z.object({ transferId: Id, at: Moment, kind: z.string(), amount: FineTokens, balance: FineTokens.nullable() }),
    ),
    next: PageCursor.nullable(),
  }),
  refusals: ['NOT_FOUND'],
});

export const pauseSettlement = route({
  method: 'POST',
  path: '/api/admin/settlement',
  summary: 'Stops or resumes the dividing of tips; repeating it changes nothing',
  who: ['admin'],
  status: 200,
  audit: 'money.settlement-paused',
  body: z.strictObject({ paused: z.boolean(), reason: Reason }),
  params: undefined,
  answer: z.object({ paused: z.object({ at: Moment, reason: z.string() }).nullable() }),
  refusals: [],
});
