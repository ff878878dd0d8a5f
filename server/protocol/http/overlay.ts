/**
 * A performer's tip overlay: how it behaves, its address for OBS, and what its page asks.
 */
import { z } from 'zod';
import { PageCursor, TokenAmount, Tokens } from './amounts.ts';
import { route } from './route.ts';
import { ShownTip, TipGoal, TipPerson } from './tips.ts';

const Moment = z.iso.datetime();
const nothing = z.strictObject({});

export const OverlaySettings = z
  .object({
    leastTokens: Tokens.describe('Smaller tips are not animated'),
    volume: z.int().min(0).max(100),
    madeAt: Moment.nullable().describe('When the address for OBS was made; null: there is none'),
  })
  .meta({ id: 'OverlaySettings' });
export type OverlaySettings = z.infer<typeof OverlaySettings>;

export const getOverlay = route({
  method: 'GET',
  path: '/api/tips/overlay',
  summary: 'How one’s overlay behaves',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ overlay: OverlaySettings }),
  refusals: [],
});

export const setOverlay = route({
  method: 'PATCH',
  path: '/api/tips/overlay',
  summary: 'Changes it; absent fields stay',
  who: ['performer'],
  status: 200,
  body: z.strictObject({ leastTokens: TokenAmount.optional(), volume: z.int().min(0).max(100).optional() }),
  params: undefined,
  answer: z.object({ overlay: OverlaySettings }),
  refusals: [],
});

export const makeOverlaySecret = route({
  method: 'POST',
  path: '/api/tips/overlay/secret',
  summary: 'Makes a new address for OBS, shown once; the one before stops working',
  who: ['performer'],
  status: 201,
  body: nothing,
  params: undefined,
  answer: z.object({ url: z.url(), overlay: OverlaySettings }),
  refusals: [],
});

export const revokeOverlaySecret = route({
  method: 'DELETE',
  path: '/api/tips/overlay/secret',
  summary: 'The address for OBS stops working',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ overlay: OverlaySettings }),
  refusals: [],
});

/** The overlay page asks again and again; it sees what everybody sees and can do nothing. */
export const readOverlay = route({
  method: 'GET',
  path: '/api/overlay/:token',
  summary:
    'For OBS: public tips after a cursor, oldest first; without one only the cursor, so that nothing is replayed',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: z.strictObject({ token: z.string().regex(/^[\w-]{20,100}$/) }),
  query: z.strictObject({
    after: PageCursor.optional(),
    wait: z
      .string()
      .regex(/^([1-9]|1\d|2[0-5])$/, 'A whole number of seconds, 1 to 25')
      .transform(Number)
      .optional()
      .describe('Seconds for which the question is held open where nothing is new after the cursor'),
  }),
  answer: z.object({
    performer: TipPerson,
    live: z.boolean(),
    settings: OverlaySettings.omit({ madeAt: true }),
    goal: TipGoal.nullable(),
    tips: z.array(ShownTip).max(50),
    cursor: PageCursor,
  }),
  refusals: ['NOT_FOUND'],
});
