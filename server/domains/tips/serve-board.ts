/**
 * What performers show of tips, over HTTP: board, goal, menu, overlay.
 */
import { loadTogether } from '#kernel/load-together.ts';
import type { Handlers } from '#platform/http/handler.ts';
import { awaitOverlay } from './await-overlay.ts';
import { endGoal } from './end-goal.ts';
import { makeSecret } from './make-secret.ts';
import type { BoardDeps } from './parts.ts';
import { readBoard } from './read-board.ts';
import { readOverlay } from './read-overlay.ts';
import { revokeSecret } from './revoke-secret.ts';
import { overlayFrom } from './rules/overlay-settings.ts';
import { setGoal } from './set-goal.ts';
import { setMenu } from './set-menu.ts';
import { setOverlay } from './set-overlay.ts';
import { findOverlay } from './store-overlay.ts';

type Board = 'tipBoard' | 'setTipGoal' | 'endTipGoal' | 'setTipMenu';
type Overlay = 'getOverlay' | 'setOverlay' | 'makeOverlaySecret' | 'revokeOverlaySecret' | 'readOverlay';
export type BoardRoutes = Board | Overlay;

/** A reading that fails fails nobody else's. */
const oneByOne = { most: 1, parallel: 4 } as const;

/** Each about the caller's own, but for the board and the overlay's page, which anybody may ask for. */
export function serveBoard(deps: BoardDeps): Handlers<BoardRoutes> {
  const { read } = deps.database;
  // The pages of one overlay, woken in one moment, have read equally far: one reading answers all.
  const look = loadTogether(
    { keyOf: ({ token, after }: { token: string; after: string | undefined }) => `${token} ${after}`, ...oneByOne },
    (asked) => Promise.all(asked.map((one) => readOverlay(deps, one))),
  );
  return {
    tipBoard: async ({ caller, params, ip }) => {
      await deps.limits.take('tipBoardIp', ip);
      return readBoard(read, params.creatorId, deps.clock.now(), caller?.userId ?? null);
    },
    setTipGoal: async ({ caller, body }) => ({ goal: await setGoal(deps, caller.userId, body) }),
    endTipGoal: async ({ caller }) => {
      await endGoal(deps, caller.userId);
      return {};
    },
    setTipMenu: async ({ caller, body }) => ({ menu: await setMenu(deps, caller.userId, body.items) }),
    getOverlay: async ({ caller }) => ({ overlay: overlayFrom(await findOverlay(read, caller.userId)) }),
    setOverlay: async ({ caller, body }) => ({ overlay: await setOverlay(deps, caller.userId, body) }),
    makeOverlaySecret: ({ caller }) => makeSecret(deps, caller.userId),
    revokeOverlaySecret: async ({ caller }) => ({ overlay: await revokeSecret(deps, caller.userId) }),
    readOverlay: ({ params, query, ip, gone, reply }) => {
      const { after, wait } = query;
      return awaitOverlay({ ...deps, look }, { token: params.token, after, wait, ip, gone, noteHeld: reply.held });
    },
  };
}
