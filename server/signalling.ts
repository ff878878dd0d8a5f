/**
 * TABLE 2: socket. One handler for every method of the protocol, exhaustively by type.
 */
import type { SignalHandlers } from '#platform/websocket/answer-request.ts';
import { type ChatDeps, chatSignals } from './domains/chat/index.ts';
import { type QualityDeps, qualitySignals } from './domains/quality/index.ts';
import { keepSilent, type RoomsDeps, roomSignals } from './domains/rooms/index.ts';
import { type TipRoomDeps, tipSignals } from './domains/tips/index.ts';

/** Handlers of all methods. */
export function signalHandlers(
  rooms: RoomsDeps,
  chat: ChatDeps,
  tips: TipRoomDeps,
  quality: QualityDeps,
): SignalHandlers {
  return keepSilent(rooms.seats, {
    'session.ping': () => Promise.resolve({}),
    ...roomSignals(rooms),
    ...chatSignals(chat),
    ...tipSignals(tips),
    ...qualitySignals(quality),
  });
}
