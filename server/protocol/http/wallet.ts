/**
 * A person's tokens: what they have, every movement of them, and how much they allow themselves to spend.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { FineTokens, PageCursor, Tokens } from './amounts.ts';
import { route } from './route.ts';

const Moment = z.iso.datetime();

/** Tokens that are set aside until something is decided. */
export const OpenHold = z
  .object({
    id: Id,
    of: z.enum(['wallet', 'earnings']).describe('Where it came from, and where what is not spent of it returns'),
    purpose: z.string().describe('ticket, call-block, stake, payout, …'),
    about: z.string().describe('What for, in a few words'),
    amount: FineTokens,
    at: Moment,
    until: Moment.describe('It returns by itself then, where nothing was decided before'),
  })
  .meta({ id: 'OpenHold' });
export type OpenHold = z.infer<typeof OpenHold>;

export const Wallet = z
  .object({
    balance: Tokens.describe('What can be spent now'),
    given: Tokens.describe('How much of the balance was given by the platform, not bought; it is spent first'),
    reserved: Tokens.describe('Set aside; not part of the balance'),
    holds: z.array(OpenHold).describe('What is set aside, of earnings too, soonest over first; at most 100'),
    lifetime: z.object({ purchased: Tokens, given: Tokens, spent: Tokens, earned: FineTokens }),
  })
  .meta({ id: 'Wallet' });
export type Wallet = z.infer<typeof Wallet>;

/** What a performer earned. */
export const Earnings = z
  .object({
    settled: FineTokens.describe('Divided already'),
    unsettled: FineTokens.describe('Their share of what settlement has not divided yet'),
    total: FineTokens.describe('The sum of both'),
    reserved: FineTokens.optional().describe('Set aside; not part of the total. Absent: nothing'),
    today: FineTokens.describe('Their share of the last 24 hours'),
    shows: z
      .array(z.object({ streamId: Id, earned: FineTokens }))
      .optional()
      .describe('Their share of each show that is on now, since it went live; private tips too'),
  })
  .meta({ id: 'Earnings' });
export type Earnings = z.infer<typeof Earnings>;

export const statementKinds = ['wallet', 'earnings'] as const;

/** One movement on a statement. */
export const StatementLine = z
  .object({
    transferId: Id,
    at: Moment,
    kind: z.string().describe('tip, settle, issue, hold, hold-post, hold-void, hold-expire, …'),
    amount: FineTokens.describe('Negative: it went out; 0: only what was set aside before was spent'),
    balance: FineTokens.describe('Afterwards'),
    with: z
      .object({ displayName: z.string(), handle: z.string() })
      .nullable()
      .describe('The other side, where it is a person that may be named'),
    about: z.string().nullable().describe('What for, in a few words'),
  })
  .meta({ id: 'StatementLine' });
export type StatementLine = z.infer<typeof StatementLine>;

const Span = { from: Moment.optional(), to: Moment.optional() };

export const getWallet = route({
  method: 'GET',
  path: '/api/wallet',
  summary: 'One’s tokens',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: Wallet,
  refusals: [],
});

export const getEarnings = route({
  method: 'GET',
  path: '/api/wallet/earnings',
  summary: 'What one earned as a performer',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({
    earnings: Earnings,
    days: z
      .array(z.object({ day: z.iso.date(), earned: FineTokens, tips: z.int().min(0) }))
      .describe('The last 30, oldest first'),
  }),
  refusals: [],
});

export const getStatement = route({
  method: 'GET',
  path: '/api/wallet/statement',
  summary: 'Every movement with the balance after it, newest first',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  query: z.strictObject({
    of: z.enum(statementKinds).default('wallet'),
    ...Span,
    before: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    lines: z.array(StatementLine),
    next: PageCursor.nullable().describe('For older ones; null: none'),
  }),
  refusals: [],
});

export const exportStatement = route({
  method: 'GET',
  path: '/api/wallet/statement.csv',
  summary: 'The statement as CSV (RFC 4180), oldest first, at most a year',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  query: z.strictObject({ of: z.enum(statementKinds).default('wallet'), ...Span }),
  answer: undefined,
  file: ['text/csv'],
  refusals: [],
});

const Limit = z.int().min(0).max(100_000_000).nullable().describe('Whole tokens; null: no limit');

export const SpendingLimits = z
  .object({
    dayTokens: Limit,
    weekTokens: Limit,
    monthTokens: Limit,
    pending: z
      .object({ dayTokens: Limit, weekTokens: Limit, monthTokens: Limit, from: Moment })
      .nullable()
      .describe('A loosening that waits'),
    coolOffUntil: Moment.nullable(),
    excludedUntil: Moment.nullable(),
    spent: z.object({ day: Tokens, week: Tokens, month: Tokens }).describe('In the last 24 hours, 7 days, 30 days'),
  })
  .meta({ id: 'SpendingLimits' });
export type SpendingLimits = z.infer<typeof SpendingLimits>;

export const getSpendingLimits = route({
  method: 'GET',
  path: '/api/wallet/limits',
  summary: 'How much one allows oneself to spend',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ limits: SpendingLimits }),
  refusals: [],
});

export const setSpendingLimits = route({
  method: 'PUT',
  path: '/api/wallet/limits',
  summary: 'Sets all three limits. What is tightened holds at once, what is loosened after 24 hours',
  who: 'user',
  status: 200,
  body: z.strictObject({ dayTokens: Limit, weekTokens: Limit, monthTokens: Limit }),
  params: undefined,
  answer: z.object({ limits: SpendingLimits }),
  refusals: [],
});

export const takeBreak = route({
  method: 'POST',
  path: '/api/wallet/break',
  summary:
    'Spends nothing for a while: a cool-off of hours or an exclusion of days. It cannot be taken back or shortened',
  who: 'user',
  status: 200,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('cool_off'), hours: z.int().min(1).max(72) }),
    z.strictObject({ kind: z.literal('exclusion'), days: z.int().min(7).max(1_826) }),
  ]),
  params: undefined,
  answer: z.object({ limits: SpendingLimits }),
  refusals: [],
});
