/**
 * The socket methods of tips.
 */
import type { SomeHandlers } from '#platform/websocket/answer-request.ts';
import { requireSeat } from '../rooms/index.ts';
import { requireHere } from './access.ts';
import { judgeTip } from './judge-tip.ts';
import { openTips } from './open-tips.ts';
import type { TipRoomDeps } from './parts.ts';

/** Handlers of every method that concerns tips. */
export function tipSignals(deps: TipRoomDeps): SomeHandlers<'tip.open' | 'tip.judge'> {
  const { seats, database } = deps;
  return {
    'tip.open': async (session) => openTips(database.read, requireSeat(seats, session), session.identity),
    'tip.judge': async (session, params) => {
      await judgeTip(deps, requireHere(seats, session), params);
      return {};
    },
  };
}
