/**
 * Tips: giving, what was given, and what performers show of it: goals, menu, leaderboards. The overlay is in overlay.ts.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { lineOfText } from '../text.ts';
import { FineTokens, PageCursor, TokenAmount, Tokens } from './amounts.ts';
import { route } from './route.ts';

const Moment = z.iso.datetime();
const byCreator = z.strictObject({ creatorId: Id });

export const maxTipMessage = 280;
export const maxMenuItems = 20;

/** Somebody as others see them. */
export const TipPerson = z.object({ id: Id, displayName: z.string(), handle: z.string() });

/** How much fuss a tip makes on screen; decided by its amount. */
export const TipTier = z.enum(['small', 'medium', 'large', 'huge']);
export type TipTier = z.infer<typeof TipTier>;

/** A tip as everybody in the room sees it. */
export const ShownTip = z
  .object({
    id: Id,
    at: Moment,
    amount: Tokens,
    tier: TipTier,
    from: TipPerson.nullable().describe('Null: anonymous'),
    message: z.string().nullable().describe('Null: none, or it waits for a moderator'),
    menuItem: z.string().nullable(),
  })
  .meta({ id: 'ShownTip' });
export type ShownTip = z.infer<typeof ShownTip>;

/** A tip as giver and performer see it in their histories. */
export const Tip = ShownTip.extend({
  to: TipPerson,
  streamId: Id.nullable().describe('Null: given while nothing was live'),
  private: z.boolean(),
  anonymous: z.boolean(),
  messageState: z.enum(['none', 'shown', 'held', 'removed']),
  state: z.enum(['pending', 'settled']),
  earned: FineTokens.nullable().describe('The performer’s share; null for others'),
}).meta({ id: 'Tip' });
export type Tip = z.infer<typeof Tip>;

export const sendTip = route({
  method: 'POST',
  path: '/api/tips/send',
  summary: 'Gives tokens to a performer: in a live room, a call, or while nothing is live',
  who: 'user',
  status: 201,
  idempotent: true,
  body: z
    .strictObject({
      streamId: Id.optional(),
      callId: Id.optional(),
      creatorId: Id.optional(),
      amount: TokenAmount,
      message: lineOfText(maxTipMessage).optional(),
      private: z.boolean().optional().describe('Only the performer sees it'),
      anonymous: z.boolean().optional().describe('Nobody sees from whom, the performer neither'),
      menuItemId: Id.optional(),
    })
    .refine((given) => [given.streamId, given.callId, given.creatorId].filter((id) => id !== undefined).length === 1, {
      error: 'Name exactly one of streamId, callId, creatorId.',
    })
    .meta({ id: 'NewTip' }),
  params: undefined,
  answer: z.object({ tip: Tip, wallet: z.object({ balance: Tokens }) }),
  refusals: [
    'UNAUTHENTICATED',
    'NOT_FOUND',
    'STREAM_NOT_LIVE',
    'SELF_TIP',
    'INSUFFICIENT_FUNDS',
    'IDEMPOTENCY_CONFLICT',
    'SPENDING_LIMIT',
    'CONTENT_BLOCKED',
    'BANNED',
    'TIMED_OUT_OF_CHAT',
    'TICKET_REQUIRED',
    'AGE_ASSURANCE_REQUIRED',
    'CONFLICT',
  ],
});

const History = z.strictObject({
  as: z.enum(['sent', 'received']).default('sent'),
  from: Moment.optional(),
  to: Moment.optional(),
});

export const listTips = route({
  method: 'GET',
  path: '/api/tips/history',
  summary: 'Tips one gave or was given, newest first',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  query: History.extend({ before: PageCursor.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  answer: z.object({ tips: z.array(Tip), next: PageCursor.nullable() }),
  refusals: [],
});

export const exportTips = route({
  method: 'GET',
  path: '/api/tips/history.csv',
  summary: 'The same as CSV (RFC 4180), oldest first, at most a year',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  query: History,
  answer: undefined,
  file: ['text/csv'],
  refusals: [],
});

const boardPeriods = ['session', 'day', 'month'] as const;

/** Public tips by giver, most first; equal sums share a rank and the next one is skipped (1, 1, 3). */
export const Leaderboard = z
  .object({
    period: z.enum(boardPeriods),
    entries: z.array(
      z.object({
        rank: z.int().min(1),
        person: TipPerson.nullable().describe('Null: somebody who does not want to be named'),
        tokens: Tokens,
        tips: z.int().min(1),
      }),
    ),
  })
  .meta({ id: 'Leaderboard' });
export type Leaderboard = z.infer<typeof Leaderboard>;

export const tipStats = route({
  method: 'GET',
  path: '/api/tips/stats/:creatorId',
  summary: 'What a performer was given: of public tips for others, of all for themselves and admins',
  who: 'user',
  status: 200,
  body: undefined,
  params: byCreator,
  answer: z
    .object({
      tips: z.int().min(0),
      tokens: Tokens,
      tippers: z.int().min(0),
      largest: Tokens,
      average: FineTokens,
      days: z
        .array(z.object({ day: z.iso.date(), tips: z.int().min(0), tokens: Tokens }))
        .describe('The last 30, oldest first'),
      top: Leaderboard,
    })
    .meta({ id: 'TipStats' }),
  refusals: ['NOT_FOUND'],
});

export const TipGoal = z
  .object({
    id: Id,
    title: z.string(),
    target: Tokens,
    reached: Tokens.describe('Public tips since it was set'),
    done: z.boolean(),
  })
  .meta({ id: 'TipGoal' });
export type TipGoal = z.infer<typeof TipGoal>;

export const TipMenuItem = z.object({ id: Id, title: z.string(), tokens: Tokens }).meta({ id: 'TipMenuItem' });
export type TipMenuItem = z.infer<typeof TipMenuItem>;

/** What a performer shows of tips. */
export const TipBoard = z
  .object({
    goal: TipGoal.nullable(),
    menu: z.array(TipMenuItem),
    leaderboards: z.array(Leaderboard).describe('Session (empty where nothing is live), day, month'),
  })
  .meta({ id: 'TipBoard' });
export type TipBoard = z.infer<typeof TipBoard>;

export const tipBoard = route({
  method: 'GET',
  path: '/api/tips/board/:creatorId',
  summary: 'A performer’s goal, menu and leaderboards',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: byCreator,
  answer: TipBoard,
  refusals: ['NOT_FOUND'],
});

export const setTipGoal = route({
  method: 'PUT',
  path: '/api/tips/goal',
  summary: 'Sets a goal; an earlier one ends',
  who: ['performer'],
  status: 200,
  body: z.strictObject({ title: lineOfText(80), target: z.int().min(1).max(100_000_000) }),
  params: undefined,
  answer: z.object({ goal: TipGoal }),
  refusals: ['CONTENT_BLOCKED'],
});

export const endTipGoal = route({
  method: 'DELETE',
  path: '/api/tips/goal',
  summary: 'Ends the goal; repeating it changes nothing',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({}),
  refusals: [],
});

export const setTipMenu = route({
  method: 'PUT',
  path: '/api/tips/menu',
  summary: 'Replaces the tip menu',
  who: ['performer'],
  status: 200,
  body: z.strictObject({
    items: z.array(z.strictObject({ title: lineOfText(60), tokens: TokenAmount })).max(maxMenuItems),
  }),
  params: undefined,
  answer: z.object({ menu: z.array(TipMenuItem) }),
  refusals: ['CONTENT_BLOCKED'],
});
