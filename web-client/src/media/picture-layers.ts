/**
 * In how many layers a performer's picture is sent, how large and how dear each is. Pure.
 *
 * A producer always has all its encodings, because none can be added later; those that a small picture does not fill are
 * not active. So another camera, or a turned phone, is a change of parameters and no interruption.
 */
import { cameraEncodings } from '#protocol/media/codecs.ts';
import { kindOf, type Source } from '#protocol/socket/source.ts';

export type PictureSource = 'camera' | 'screen';

export function isPicture(source: Source): source is PictureSource {
  return kindOf(source) === 'video';
}

export interface PictureEncoding {
  readonly scaleResolutionDownBy: number;
  /** In bits a second. */
  readonly maxBitrate: number;
  readonly scalabilityMode: string;
  readonly maxFramerate?: number;
}

export interface PictureLayer extends PictureEncoding {
  readonly rid: string;
  readonly active: boolean;
}

/** A layer as the performer should hear of it. */
export interface LayerOnItsWay {
  readonly rid: string;
  /** What it is made for, in bits a second. */
  readonly maxBitrate: number;
  /** False: nobody watches it just now, so it is not sent. */
  readonly wanted: boolean;
}

/** In pixels; of a track that does not say, what it was asked for. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Letters must stay readable: few pictures a second, each as good as it can be. The lower layer is for small windows. */
const screenEncodings: readonly PictureEncoding[] = [
  { scaleResolutionDownBy: 2, maxBitrate: 400_000, scalabilityMode: 'L1T2', maxFramerate: 15 },
  { scaleResolutionDownBy: 1, maxBitrate: 2_000_000, scalabilityMode: 'L1T2', maxFramerate: 15 },
];
const made: Readonly<Record<PictureSource, readonly PictureEncoding[]>> = {
  camera: cameraEncodings,
  screen: screenEncodings,
};

/** Fewer pixels than these and Chromium leaves out the best layer, and then the second (libwebrtc, `kSimulcastFormats`). */
const leavesOutBelow = [960 * 540, 480 * 270];

/** Of what does not say its size. */
export const usualSize: PictureSize = { width: 1280, height: 720 };

/** How many layers are sent of a picture of this size: as many as browsers do, so that the best is the picture's own size. */
export function layersAt(source: PictureSource, { width, height }: PictureSize): number {
  const leftOut = leavesOutBelow.filter((below) => width * height < below).length;
  return Math.min(made[source].length, leavesOutBelow.length + 1 - leftOut);
}

/**
 * All layers of a producer, lowest first, as they should be now.
 * @param cap the highest one that anybody wants, from 0; the lowest is always sent
 */
export function layersFor(source: PictureSource, size: PictureSize, cap = Number.POSITIVE_INFINITY): PictureLayer[] {
  const all = made[source];
  const sent = layersAt(source, size);
  return all.map((own, at) => {
    const encoding = all[Math.min(at + all.length - sent, all.length - 1)] ?? own;
    return { ...encoding, rid: `r${at}`, active: at < sent && at <= Math.max(cap, 0) };
  });
}
