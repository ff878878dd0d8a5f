/**
 * A call as its page knows it, and which of its views that is. Pure.
 */
import type { Part } from '#protocol/socket/source.ts';
import type { WatchState } from '../../media/index.ts';
import type { RoomState } from '../../signalling/index.ts';
import { otherSource } from './call-media.ts';

export interface CallState {
  readonly step: 'lobby' | 'in' | 'left';
  readonly part: Part;
  /** Undefined where no seat is taken. */
  readonly room: RoomState | undefined;
  /** It could not be opened, or ended. */
  readonly problem: boolean;
}

/** Where there is no call to show. */
export type OverView = 'left' | 'ended' | 'elsewhere' | 'gone' | 'banned' | 'failed';
export type CallView = OverView | 'lobby' | 'entering' | 'waiting' | 'connecting' | 'talking' | 'camera-off';

export const inLobby: CallState = { step: 'lobby', part: 'guest', room: undefined, problem: false };

/** What the page shows. */
export function callViewOf({ step, part, room, problem }: CallState, watch: WatchState): CallView {
  if (step !== 'in') return step;
  if (room === undefined || room.phase === 'joining') return 'entering';
  if (room.phase === 'refused') return refusedView(room.code);
  const { state } = room.stream;
  if (state !== 'LIVE') return closedView(part, state, problem);
  const camera = otherSource(part, room.media, 'camera');
  if (camera === 'nothing' && otherSource(part, room.media, 'microphone') === 'nothing') return 'waiting';
  if (watch !== 'connected' && watch !== 'repairing') return 'connecting';
  return camera === 'flowing' ? 'talking' : 'camera-off';
}

/** The host opens what has not begun; the guest waits for that. */
function closedView(part: Part, state: string, problem: boolean): CallView {
  if (state !== 'READY' && state !== 'TESTING') return 'ended';
  if (part === 'guest') return 'waiting';
  return problem ? 'failed' : 'entering';
}

function refusedView(code: string): OverView {
  switch (code) {
    case 'TAKEN_OVER':
      return 'elsewhere';
    case 'BANNED':
      return 'banned';
    case 'NOT_FOUND':
    case 'VALIDATION_FAILED':
    case 'FORBIDDEN':
      return 'gone';
    case 'STREAM_NOT_LIVE':
      return 'ended';
    default:
      return 'failed';
  }
}
