/**
 * What the stage shows, decided from what the page knows. Pure.
 */
import type { WatchState } from '../../media/watch-state.ts';
import type { JoinedRoom, RoomState } from '../../signalling/room-state.ts';

export type StageView =
  | 'joining'
  | 'soon'
  | 'connecting'
  | 'picture'
  | 'camera-off'
  | 'sound-only'
  | 'interrupted'
  | 'ended'
  | 'unsupported';

export interface StageFacts {
  readonly room: RoomState;
  readonly watch: WatchState;
  /** Whether a picture has been shown since the room was entered. */
  readonly seen: boolean;
  /** Whether pictures should come and do not. */
  readonly frozen: boolean;
}

export function stageViewOf({ room, watch, seen, frozen }: StageFacts): StageView {
  if (room.phase !== 'joined') return 'joining';
  const { state } = room.stream;
  if (state === 'READY' || state === 'TESTING') return 'soon';
  if (state !== 'LIVE') return 'ended';
  if (watch === 'unsupported') return 'unsupported';
  return liveViewOf(room, watch, seen, frozen);
}

function liveViewOf({ media }: JoinedRoom, watch: WatchState, seen: boolean, frozen: boolean): StageView {
  const camera = media.producers.find(({ source }) => source === 'camera');
  const sound = media.producers.some(({ source, paused }) => source === 'microphone' && !paused);
  if (media.producers.length === 0) return 'interrupted';
  if (camera === undefined) return sound ? 'sound-only' : 'camera-off';
  if (camera.paused) return 'camera-off';
  if (watch === 'lost' || frozen) return 'interrupted';
  return seen ? 'picture' : 'connecting';
}

/** Whether pictures ought to be coming. */
export function expectsPictures(room: RoomState): boolean {
  if (room.phase !== 'joined' || room.stream.state !== 'LIVE') return false;
  return room.media.producers.some(({ source, paused }) => source === 'camera' && !paused);
}
