/**
 * Whose media is whose in a room of two. Pure.
 */
import type { RoomMedia } from '#protocol/socket/room.ts';
import type { Part } from '#protocol/socket/source.ts';
import type { CaptureState, Wanted } from '../../media/index.ts';

/** What the other sends. */
export function heardBy(part: Part, media: RoomMedia): RoomMedia {
  return { ...media, producers: media.producers.filter((one) => one.part !== part) };
}

/** What the other sends of one source now. */
export function otherSource(
  part: Part,
  media: RoomMedia,
  source: 'camera' | 'microphone',
): 'nothing' | 'paused' | 'flowing' {
  const found = heardBy(part, media).producers.find((one) => one.source === source);
  if (found === undefined) return 'nothing';
  return found.paused ? 'paused' : 'flowing';
}

/** Camera and microphone as they are switched; in a call no screen is shared. */
export function wantedOf({ camera, microphone }: CaptureState): Wanted {
  const nothing = { track: undefined, on: false };
  return {
    camera: { track: camera.track, on: camera.on },
    microphone: { track: microphone.track, on: microphone.on },
    ...{ screen: nothing, 'screen-sound': nothing },
  };
}
