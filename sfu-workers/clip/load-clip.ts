/** The demo clip of the repository, read once and checked: picture and sound of exactly the same length. */
import { readFile } from 'node:fs/promises';
import { type IvfVideo, parseIvf } from './ivf.ts';
import { OPUS_CLOCK_RATE, type OpusAudio, parseOggOpus } from './ogg-opus.ts';

export interface Clip {
  readonly video: IvfVideo;
  readonly audio: OpusAudio;
}

/** Reads `media/demo.ivf` and `media/demo.ogg`. @throws IvfError, OggError, or RangeError where the lengths differ. */
export async function loadDemoClip(): Promise<Clip> {
  const [ivf, ogg] = await Promise.all(
    ['demo.ivf', 'demo.ogg'].map((name) => readFile(new URL(`./media/${name}`, import.meta.url))),
  );
  return pairClip(parseIvf(ivf ?? Buffer.alloc(0)), parseOggOpus(ogg ?? Buffer.alloc(0)));
}

/** Holds picture and sound together. @throws RangeError where one would outlast the other when repeated. */
export function pairClip(video: IvfVideo, audio: OpusAudio): Clip {
  const videoSeconds = (video.frames.length * video.scale) / video.rate;
  const audioSeconds = audio.samples / OPUS_CLOCK_RATE;
  if (videoSeconds !== audioSeconds)
    throw new RangeError(`the picture lasts ${videoSeconds} s, the sound ${audioSeconds} s`);
  return { video, audio };
}
