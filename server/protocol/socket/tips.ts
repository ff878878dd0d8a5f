/**
 * Tips as a room hears of them.
 */
import { z } from 'zod';
import { Leaderboard, ShownTip, Tip, TipGoal, TipMenuItem } from '../http/tips.ts';
import { Earnings } from '../http/wallet.ts';
import { Id } from '../ids.ts';
import { WordingReason } from './chat.ts';

/** A tip whose message waits for a moderator. */
export const HeldTip = z.object({ tip: ShownTip, message: z.string(), reasons: z.array(WordingReason) });
export type HeldTip = z.infer<typeof HeldTip>;

/** So many that wait are told at once, the oldest; where there are as many, more may wait and can be asked for. */
export const heldAtOnce = 100;

/** All a page needs to show a room's tips. */
export const TipSnapshot = z.object({
  recent: z
    .array(ShownTip)
    .describe('The newest public ones of this session, oldest first, at most 20; not to be animated'),
  goal: TipGoal.nullable(),
  menu: z.array(TipMenuItem),
  board: Leaderboard.describe('Of this session'),
  held: z.array(HeldTip).describe('For who moderates, the oldest 100; empty for others'),
  earnings: Earnings.nullable().describe('For the performer; null for others'),
});
export type TipSnapshot = z.infer<typeof TipSnapshot>;

/** A tip as its performer hears of it, private ones too. */
export const ReceivedTip = z.object({ tip: Tip, earnings: Earnings });

/** What became of a message that waited; null: it was removed. */
export const JudgedTip = z.object({ tip: Id, message: z.string().nullable() });
