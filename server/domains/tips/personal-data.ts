/**
 * What tips keep about a person: what they gave and said with it, what they were given, what they show of it as a performer,
 * what they decided as a moderator or an operator. Neither side's copy tells what the other did not show. Erasure blanks names
 * and words; amounts and who they moved between stay, because money did.
 */
import { atOnce, inPages, type PersonalData } from '#platform/database/index.ts';
import type { TipPlace } from './rules/tip-place.ts';
import {
  blankBoard,
  blankGiven,
  blankReceived,
  findBoardOf,
  findGiven,
  findJudged,
  findPausesBy,
  findReceived,
} from './store-person.ts';

export const tipsPersonalData: PersonalData = {
  columns: {
    tip: ['viewer_id', 'performer_id', 'judged_by_id'],
    settlement_queue: ['performer_id'],
    // Sums of the tips that are copied, and whose they are.
    tip_total: ['performer_id'],
    tip_named: ['performer_id', 'viewer_id'],
    operation_pause: ['by_id'],
    tip_goal: ['performer_id'],
    tip_menu_item: ['performer_id'],
    tip_overlay: ['performer_id'],
  },
  export: (read, userId) => ({
    given: () => inPages((after: TipPlace | undefined, limit) => findGiven(read, userId, after, limit)),
    received: () => inPages((after: TipPlace | undefined, limit) => findReceived(read, userId, after, limit)),
    judged: () => inPages((after: { id: string } | undefined, limit) => findJudged(read, userId, after, limit)),
    board: () => findBoardOf(read, userId),
    paused: () => findPausesBy(read, userId),
  }),
  erase: { given: blankGiven, received: blankReceived, board: atOnce(blankBoard) },
};
