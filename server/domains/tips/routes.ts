/**
 * Tips over HTTP.
 */
import type { Handlers } from '#platform/http/handler.ts';
import { exportTips } from './export-tips.ts';
import { listTips } from './list-tips.ts';
import type { BoardDeps, SendingDeps } from './parts.ts';
import { readStats } from './read-stats.ts';
import { sendTip } from './send-tip.ts';
import { type BoardRoutes, serveBoard } from './serve-board.ts';

type Given = 'sendTip' | 'listTips' | 'exportTips' | 'tipStats';

/** The routes of tips. */
export function tipRoutes(deps: SendingDeps & BoardDeps): Handlers<Given | BoardRoutes> {
  const { database, limits, clock } = deps;
  return {
    ...serveBoard(deps),
    sendTip: async ({ caller, body, idempotencyKey, reply }) => {
      const { answer, replayed } = await sendTip(deps, caller, body, idempotencyKey);
      if (replayed) reply.replayed();
      return answer;
    },
    listTips: async ({ caller, query }) => {
      await limits.take('moneyPage', caller.userId);
      return listTips(database.read, caller.userId, query);
    },
    exportTips: async ({ caller, query }) => {
      await limits.take('moneyFile', caller.userId);
      return exportTips(database.read, caller.userId, query, clock.now());
    },
    tipStats: async ({ caller, params, ip }) => {
      await limits.take('tipBoardIp', ip);
      return readStats(database.read, params.creatorId, caller, clock.now());
    },
  };
}
