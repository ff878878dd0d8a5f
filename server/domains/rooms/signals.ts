/**
 * The socket methods of rooms: who, may they, do, answer.
 */
import type { SomeHandlers } from '#platform/websocket/answer-request.ts';
import { requireSeat, requireSender, requireSending } from './access.ts';
import { injectFault } from './inject-fault.ts';
import { joinRoom } from './join-room.ts';
import { leaveRoom } from './leave-room.ts';
import { openPublish } from './open-publish.ts';
import type { RoomsDeps } from './parts.ts';
import { syncWatch } from './sync-watch.ts';
import { useMedia } from './use-media.ts';
import { watchSilently } from './watch-silently.ts';
import { withTurn } from './with-turn.ts';

type RoomMethods =
  | 'room.join'
  | 'room.watch-silently'
  | 'room.leave'
  | 'watch.sync'
  | 'watch.resume'
  | 'watch.prefer'
  | 'transport.connect'
  | 'transport.restart-ice'
  | 'publish.open'
  | 'publish.start'
  | 'publish.pause'
  | 'publish.stop'
  | 'fault.inject';

/** Handlers of every method that concerns a room. */
export function roomSignals(deps: RoomsDeps): SomeHandlers<RoomMethods> {
  const { seats } = deps;
  return {
    'room.join': (session, params) => joinRoom(deps, session, params),
    'room.watch-silently': (session, params) => watchSilently(deps, session, params),
    'room.leave': async (session) => {
      await leaveRoom(deps, session);
      return {};
    },
    'watch.sync': (session, { rtpCapabilities }) => syncWatch(deps, requireSeat(seats, session), rtpCapabilities),
    'watch.resume': (session, { mediaEpoch, consumers }) =>
      useMedia(deps, requireSeat(seats, session), mediaEpoch, 'consumers.resume', { consumers }),
    'watch.prefer': (session, { mediaEpoch, consumers }) =>
      useMedia(deps, requireSeat(seats, session), mediaEpoch, 'consumers.prefer', { consumers }),
    'transport.connect': (session, { mediaEpoch, ...params }) =>
      useMedia(deps, requireSeat(seats, session), mediaEpoch, 'transport.connect', params),
    'transport.restart-ice': async (session, { mediaEpoch, transport }) =>
      withTurn(
        deps,
        session.id,
        await useMedia(deps, requireSeat(seats, session), mediaEpoch, 'transport.restart-ice', { transport }),
      ),
    'publish.open': async (session) => openPublish(deps, await requireSender(deps, session)),
    'publish.start': async (session, { mediaEpoch, ...params }) =>
      useMedia(deps, await requireSender(deps, session), mediaEpoch, 'producer.open', params),
    'publish.pause': (session, { mediaEpoch, ...params }) =>
      useMedia(deps, requireSending(seats, session), mediaEpoch, 'producer.pause', params),
    'fault.inject': async (session, fault) => {
      await injectFault(deps, session, fault);
      return {};
    },
    'publish.stop': (session, { mediaEpoch, producer }) =>
      useMedia(deps, requireSending(seats, session), mediaEpoch, 'producer.close', { producer }),
  };
}
