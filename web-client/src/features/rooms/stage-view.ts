/**
 * What the stage shows, decided from what the page knows. Pure.
 */
import { insetPicture, shownPicture } from '../../media/shown-picture.ts';
import type { WatchState } from '../../media/watch-state.ts';
import type { JoinedRoom, RoomState } from '../../signalling/room-state.ts';

/**
 * `away`: the performer sends nothing, though the show goes on. `interrupted`: they send, and it does not come through.
 * `listening`: the person wants the sound alone. `held`: moderators paused the show.
 */
export type StageView =
  | 'joining'
  | 'soon'
  | 'connecting'
  | 'picture'
  | 'camera-off'
  | 'sound-only'
  | 'listening'
  | 'held'
  | 'away'
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
  /** Whether the person wants the sound alone. */
  readonly listening: boolean;
}

export function stageViewOf(facts: StageFacts): StageView {
  const { room } = facts;
  if (room.phase !== 'joined') return 'joining';
  const { state } = room.stream;
  if (state === 'READY' || state === 'TESTING') return 'soon';
  if (state !== 'LIVE') return 'ended';
  if (facts.watch === 'unsupported') return 'unsupported';
  return liveViewOf(room, facts);
}

function liveViewOf({ media, hold }: JoinedRoom, { watch, seen, frozen, listening }: StageFacts): StageView {
  const picture = shownPicture(media.producers);
  const sound = media.producers.some(({ kind, paused }) => kind === 'audio' && !paused);
  if (hold.paused) return 'held';
  if (media.producers.length === 0) return 'away';
  if (watch === 'lost') return 'interrupted';
  if (picture === undefined) return sound ? 'sound-only' : 'camera-off';
  if (picture.paused) return 'camera-off';
  if (listening) return 'listening';
  if (frozen) return 'interrupted';
  return seen ? 'picture' : 'connecting';
}

/** Whether pictures ought to be coming. */
export function expectsPictures(room: RoomState): boolean {
  if (room.phase !== 'joined' || room.stream.state !== 'LIVE' || room.hold.paused) return false;
  return shownPicture(room.media.producers)?.paused === false;
}

/** Whether a camera is sent beside a shared screen. */
export function hasInset(room: RoomState): boolean {
  return room.phase === 'joined' && insetPicture(room.media.producers)?.paused === false;
}

/** Whether the way to the media is being looked for while something can still be seen or heard. */
export function isRepairing(view: StageView, watch: WatchState): boolean {
  return watch === 'repairing' && (view === 'picture' || view === 'listening' || view === 'sound-only');
}
