/**
 * Moderation over HTTP; all of it is for staff.
 */
import type { Handlers } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import { listWall } from './list-wall.ts';
import { moderateRoom } from './moderate-room.ts';
import type { ModerationDeps } from './parts.ts';

/** The wall looks at rooms, not at people: no look is audited. Every act is. */
export function moderationRoutes(
  deps: ModerationDeps & { readonly limits: Limits },
): Handlers<'listWall' | 'moderateRoom'> {
  const { limits } = deps;
  return {
    listWall: async ({ caller }) => {
      await limits.take('mediaRead', caller.userId);
      return listWall(deps);
    },
    moderateRoom: async ({ caller, ip, params, body }) => {
      await limits.take('adminAct', caller.userId);
      return moderateRoom(deps, { userId: caller.userId, ip }, { room: params.id, ...body });
    },
  };
}
