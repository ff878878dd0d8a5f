/** Turns the tune into what the scene shows at every frame: the bands, the strokes, the boot, the hand on the neck. */
import type { Moment } from './stage/pen.ts';
import { bandsByFrame } from './tune/listen.ts';
import type { Stereo } from './tune/mix.ts';
import { SECONDS_A_BEAT, TUNE_BEATS, tuneNotes } from './tune/score.ts';

export const FRAMES_A_SECOND = 30;
export const FRAMES_A_LOOP = 120;
const TUNE_SECONDS = TUNE_BEATS * SECONDS_A_BEAT;

/** Every frame of the clip, in order. */
export function choreograph(mix: Stereo): Moment[] {
  const frames = TUNE_SECONDS * FRAMES_A_SECOND;
  const bands = bandsByFrame(mix, frames);
  const notes = tuneNotes();
  const strokes = notes.filter((note) => note.voice !== 'fingers').map((note) => note.atBeat * SECONDS_A_BEAT);
  const taps = Array.from({ length: TUNE_BEATS / 2 }, (_, tap) => tap * 2 * SECONDS_A_BEAT);
  const melody = notes.filter((note) => note.voice === 'melody');
  const melodyTimes = melody.map((note) => note.atBeat * SECONDS_A_BEAT);
  let fret = 0.5;
  return bands.map((levels, index) => {
    const seconds = index / FRAMES_A_SECOND;
    const playing = melody[latest(melodyTimes, seconds)]?.midi ?? 71;
    fret += 0.25 * ((playing - 67) / 12 - fret);
    return {
      loop: Math.floor(index / FRAMES_A_LOOP),
      frame: index % FRAMES_A_LOOP,
      seconds: (index % FRAMES_A_LOOP) / FRAMES_A_SECOND,
      bands: levels.map((level) => Math.round(level * 1000) / 1000),
      strum: Math.exp(-since(strokes, seconds) / 0.1),
      tap: Math.exp(-since(taps, seconds) / 0.22),
      fret,
    };
  });
}

/** Seconds since the last of `times`, looking back past the start of the tune to its end. */
function since(times: readonly number[], seconds: number): number {
  const time = times[latest(times, seconds)] ?? 0;
  return (seconds - time + TUNE_SECONDS) % TUNE_SECONDS;
}

function latest(times: readonly number[], seconds: number): number {
  const at = times.findLastIndex((time) => time <= seconds + 1e-9);
  return at < 0 ? times.length - 1 : at;
}
