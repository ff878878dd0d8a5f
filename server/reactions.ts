/**
 * TABLE 4: what happens because something happened. News goes up here and nowhere else. Every reaction runs at least once
 * and comes to the same end when repeated.
 */
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { Reactions } from '#platform/outbox/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import { endEverywhere } from '#platform/websocket/end-everywhere.ts';
import { accountEvents } from './domains/accounts/index.ts';
import { closeRoom, type RoomsDeps } from './domains/rooms/index.ts';
import { streamEvents } from './domains/streams/index.ts';

/** The events of all domains. */
export const allEvents = { ...accountEvents, ...streamEvents };

export interface ReactionDeps extends Pick<RoomsDeps, 'database' | 'nodes' | 'log'> {
  readonly live: LiveEvents;
  readonly redis: RedisConnection;
}

/** Event → reactions by name; the names are stored, so a renamed one loses what was under way. */
export function reactions(deps: ReactionDeps): Reactions<typeof allEvents> {
  return {
    'sign-in.ended': {
      // Ending sockets that are closed already does nothing.
      'close-sockets': ({ signInId }) => endEverywhere(deps.redis, signInId),
    },
    'stream.started': {
      // A room that hears twice that it is live shows the same.
      'tell-room': ({ streamId }) =>
        deps.live.publish({ room: streamId, audience: 'public' }, 'room.state', { state: 'LIVE', reason: 'started' }),
    },
    'stream.ended': {
      // The second time nothing is left to close.
      'close-room': ({ streamId, reason }) => closeRoom(deps, streamId, reason),
    },
  };
}
