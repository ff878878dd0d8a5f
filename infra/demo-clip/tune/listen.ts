/** Listens to the finished tune: how loud each pitch is at each frame, so that the picture moves with what is heard. */
import { SAMPLE_RATE, type Stereo } from './mix.ts';

export const BANDS = 16;
const WINDOW = 4096;
const LOWEST_HZ = 75;
const HIGHEST_HZ = 4200;
const FALL_A_FRAME = 0.86;

/** For each of `frames` equal steps of the tune, 16 bands from low to high, each 0…1. The last flows into the first. */
export function bandsByFrame({ left, right }: Stereo, frames: number): number[][] {
  const raw = Array.from({ length: frames }, (_, frame) => {
    const middle = Math.round(((frame + 0.5) * left.length) / frames);
    const window = Float32Array.from({ length: WINDOW }, (_, i) => {
      const at = (middle + i - WINDOW / 2 + left.length) % left.length;
      return ((left[at] ?? 0) + (right[at] ?? 0)) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW));
    });
    return Array.from({ length: BANDS }, (_, band) => bandLevel(window, band));
  });
  return falling(evened(raw));
}

/** The strongest of a few tones within the band, by Goertzel's recurrence. */
function bandLevel(window: Float32Array, band: number): number {
  const tones = [0.1, 0.3, 0.5, 0.7, 0.9].map(
    (part) => LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** ((band + part) / BANDS),
  );
  return Math.max(...tones.map((tone) => toneLevel(window, tone)));
}

function toneLevel(window: Float32Array, frequencyHz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * frequencyHz) / SAMPLE_RATE);
  let [one, two] = [0, 0];
  for (const sample of window) [one, two] = [sample + turn * one - two, one];
  return Math.sqrt(Math.max(0, one * one + two * two - turn * one * two));
}

/** Each band against its own loudest moment, on a scale of decibels as ears have it. */
function evened(raw: readonly number[][]): number[][] {
  const loudest = Array.from({ length: BANDS }, (_, band) => Math.max(...raw.map((levels) => levels[band] ?? 0)));
  return raw.map((levels) =>
    levels.map((level, band) => {
      const decibels = 20 * Math.log10(level / (loudest[band] ?? 1) + 1e-6);
      return (1 - 0.028 * band) * Math.max(0, 1 + decibels / 32) ** 1.35;
    }),
  );
}

/** Bars leap up and sink slowly. Two rounds, so that the first frames know the last. */
function falling(levels: readonly number[][]): number[][] {
  let held = new Array<number>(BANDS).fill(0);
  const round = (): number[][] =>
    levels.map((now) => {
      held = held.map((before, band) => Math.max(now[band] ?? 0, before * FALL_A_FRAME));
      return held;
    });
  round();
  return round();
}
