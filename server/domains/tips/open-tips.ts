/**
 * A room's tips as they are now, for one caller: what everybody sees, what waits for who moderates, what the performer earned.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { heldAtOnce, type TipSnapshot } from '#protocol/socket/tips.ts';
import { moderatesChannel } from '../channels/index.ts';
import { findOpenSession } from '../streams/index.ts';
import { readEarnings } from '../wallets/index.ts';
import { rankSession } from './rank-session.ts';
import { readGoal } from './read-goal.ts';
import { readMenu } from './read-menu.ts';
import { heldFrom, shownTo } from './rules/told-tip.ts';
import { findHeldTips, findRecent } from './store-messages.ts';

const recentTips = 20;

/** @param identity null: somebody anonymous, who sees what everybody sees */
export async function openTips(
  read: Reader,
  { room, performerId }: { readonly room: string; readonly performerId: string },
  identity: Identity | null,
): Promise<TipSnapshot> {
  const isPerformer = identity?.userId === performerId;
  const [session, moderates] = await Promise.all([
    findOpenSession(read, room),
    moderatesChannel(read, performerId, identity),
  ]);
  const [recent, board, goal, menu, held, earnings] = await Promise.all([
    session === null ? [] : findRecent(read, session.id, recentTips),
    rankSession(read, session?.id ?? null),
    readGoal(read, performerId),
    readMenu(read, performerId),
    moderates ? findHeldTips(read, performerId, isPerformer, heldAtOnce) : [],
    isPerformer ? readEarnings(read, performerId) : null,
  ]);
  return { recent: recent.map(shownTo), board, goal, menu, held: held.map(heldFrom), earnings };
}
