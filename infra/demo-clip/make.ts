/**
 * Makes the demo clip anew: `node infra/demo-clip/make.ts [chromium]`. Needs ffmpeg and Chromium, takes a few minutes,
 * writes sfu-workers/clip/media/, and reads every frame back before it says that it is done.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseIvf } from '../../sfu-workers/clip/ivf.ts';
import { pairClip } from '../../sfu-workers/clip/load-clip.ts';
import { parseOggOpus } from '../../sfu-workers/clip/ogg-opus.ts';
import { readOggPages } from '../../sfu-workers/clip/ogg-page.ts';
import { readMarks } from '../../sfu-workers/clip/read-marks.ts';
import { choreograph } from './choreography.ts';
import { encodeAudio, encodeVideo, measureLoudness, openFrames, runFfmpeg } from './ffmpeg.ts';
import { SAMPLES_A_PACKET, writeOggOpus } from './ogg-write.ts';
import { renderFrames } from './render.ts';
import type { Moment } from './stage/pen.ts';
import { mixTune, type Stereo } from './tune/mix.ts';
import { wavFile } from './tune/wav.ts';

const MEDIA = new URL('../../sfu-workers/clip/media/', import.meta.url);
const LOUDNESS_LUFS = -20;
const VIDEO_KILOBITS = 640;
const AUDIO_KILOBITS = 64;
/** What libopus holds back: packets that begin this much earlier are heard on time. */
const OPUS_DELAY_SAMPLES = 312;

const mix = mixTune();
const moments = choreograph(mix);
const folder = await mkdtemp(join(tmpdir(), 'busker-demo-clip-'));
try {
  const ogg = await makeAudio(mix);
  const ivf = await makeVideo(moments, folder);
  pairClip(parseIvf(ivf), parseOggOpus(ogg));
  await mkdir(MEDIA, { recursive: true });
  await Promise.all([writeFile(new URL('demo.ogg', MEDIA), ogg), writeFile(new URL('demo.ivf', MEDIA), ivf)]);
  console.log(`done: ${ivf.length} bytes of VP8, ${ogg.length} bytes of Opus`);
} finally {
  await rm(folder, { recursive: true });
}

/** Three rounds are encoded and the middle one is kept, whose first packet follows its last as it follows the one before. */
async function makeAudio(tune: Stereo): Promise<Buffer> {
  const raw = await measureLoudness(wavFile(tune, 2, 0.2));
  const gain = 0.2 * 10 ** ((LOUDNESS_LUFS - raw.loudness) / 20);
  const { loudness, peak } = await measureLoudness(wavFile(tune, 2, gain));
  console.log(`tune: ${loudness} LUFS, true peak ${peak} dBTP`);
  const pages = readOggPages(await encodeAudio(wavFile(tune, 3, gain, OPUS_DELAY_SAMPLES), AUDIO_KILOBITS));
  // The first two packets are the header and the tags.
  const packets = pages.flatMap((page) => page.packets).slice(2);
  const round = tune.left.length / SAMPLES_A_PACKET;
  return writeOggOpus(packets.slice(round, 2 * round), 'Dusk on the Corner (Busker demo)');
}

async function makeVideo(all: readonly Moment[], folder: string): Promise<Buffer> {
  const path = join(folder, 'frames.mkv');
  const frames = openFrames(path);
  await renderFrames(process.argv[2] ?? '/usr/bin/chromium', all, async (png, index) => {
    await frames.write(png);
    if (index % 120 === 0) console.log(`drawing: frame ${index} of ${all.length}`);
  });
  await frames.close();
  const ivf = await encodeVideo(path, join(folder, 'statistics'), VIDEO_KILOBITS);
  await refuseUnreadable(ivf, all);
  return ivf;
}

/** Holds every decoded frame's marks against what was meant. */
async function refuseUnreadable(ivf: Buffer, all: readonly Moment[]): Promise<void> {
  const [width, height] = [160, 90];
  const decode = ['-f', 'ivf', '-i', '-', '-vf', `scale=${width}:${height}`, '-f', 'rawvideo', '-pix_fmt', 'rgba', '-'];
  const { output } = await runFfmpeg(decode, ivf);
  for (const [index, { loop, frame }] of all.entries()) {
    const data = output.subarray(index * width * height * 4, (index + 1) * width * height * 4);
    const marks = readMarks({ width, height, data });
    if (marks?.loop !== loop || marks.frame !== frame)
      throw new Error(`frame ${index} reads as ${JSON.stringify(marks)}`);
  }
}
