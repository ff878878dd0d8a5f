/**
 * Plays the score into a stereo mix that is a circle: whatever still rings at the end is heard at the start, so the
 * tune may be repeated for ever without a seam. Owns the balance, the guitar's body and the street's echo.
 */
import { pluckString } from './pluck.ts';
import { type Note, SECONDS_A_BEAT, TUNE_BEATS, tuneNotes } from './score.ts';

export type Stereo = { left: Float32Array; right: Float32Array };

export const SAMPLE_RATE = 48_000;
const LENGTH = TUNE_BEATS * SECONDS_A_BEAT * SAMPLE_RATE;

const VOICES = {
  melody: { gain: 0.62, pan: 0.22, brightness: 0.34, pickAt: 0.17, decaySeconds: 3.2 },
  fingers: { gain: 0.5, pan: -0.24, brightness: 0.22, pickAt: 0.22, decaySeconds: 2.6 },
  bass: { gain: 0.85, pan: -0.04, brightness: 0.12, pickAt: 0.28, decaySeconds: 3.4 },
} as const;

/** The whole tune, 40 s, not yet brought to a loudness. */
export function mixTune(): Stereo {
  const dry: Stereo = { left: new Float32Array(LENGTH), right: new Float32Array(LENGTH) };
  tuneNotes().forEach((note, index) => {
    addNote(dry, note, index + 1);
  });
  for (let beat = 0; beat < TUNE_BEATS; beat += 2) addFootTap(dry, beat, beat % 4 === 0 ? 0.34 : 0.24);
  return { left: echoed(bodied(dry.left), 0), right: echoed(bodied(dry.right), 1) };
}

function addNote(mix: Stereo, note: Note, seed: number): void {
  const voice = VOICES[note.voice];
  const frequencyHz = 440 * 2 ** ((note.midi - 69) / 12);
  const seconds = note.lengthBeats * SECONDS_A_BEAT + 0.35;
  const samples = pluckString({ ...voice, frequencyHz, seconds }, SAMPLE_RATE, seed);
  addAround(mix, samples, note.atBeat, note.velocity * voice.gain, voice.pan);
}

/** A boot on a wooden board: a short low thump. */
function addFootTap(mix: Stereo, atBeat: number, gain: number): void {
  const samples = new Float32Array(0.22 * SAMPLE_RATE).map((_, i) => {
    const seconds = i / SAMPLE_RATE;
    const falling = 62 * seconds + 1.4 * (1 - Math.exp(-seconds * 40));
    return Math.sin(2 * Math.PI * falling) * Math.exp(-seconds * 22) * Math.min(1, seconds * 400);
  });
  addAround(mix, samples, atBeat, gain, 0);
}

/** Adds at constant power for its place between the ears, wrapping round the end of the tune. */
function addAround(mix: Stereo, samples: Float32Array, atBeat: number, gain: number, pan: number): void {
  const start = Math.round(atBeat * SECONDS_A_BEAT * SAMPLE_RATE);
  const angle = ((pan + 1) * Math.PI) / 4;
  const [left, right] = [gain * Math.cos(angle), gain * Math.sin(angle)];
  samples.forEach((value, i) => {
    const at = (start + i) % LENGTH;
    mix.left[at] = (mix.left[at] ?? 0) + value * left;
    mix.right[at] = (mix.right[at] ?? 0) + value * right;
  });
}

/** The wooden box: two resonances of a dreadnought, mixed under the strings. Runs two rounds and keeps the second. */
function bodied(dry: Float32Array): Float32Array {
  const modes = [resonance(104, 9), resonance(212, 8), resonance(430, 5)];
  return secondRound(dry, (value) => value + modes.reduce((sum, mode) => sum + 0.35 * mode(value), 0));
}

/** A band-pass of unit gain at its centre. */
function resonance(frequencyHz: number, quality: number): (value: number) => number {
  const angle = (2 * Math.PI * frequencyHz) / SAMPLE_RATE;
  const alpha = Math.sin(angle) / (2 * quality);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (x) => {
    const y = (alpha * (x - x2) + 2 * Math.cos(angle) * y1 - (1 - alpha) * y2) / (1 + alpha);
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  };
}

/** House fronts across the street: damped combs of different length on each side, then a diffusing all-pass pair. */
function echoed(dry: Float32Array, side: number): Float32Array {
  const combs = [1687, 1867, 2053, 2251].map((delay) => dampedComb(delay + 53 * side, 0.78));
  const diffusers = [601, 211].map((delay) => diffuser(delay + 17 * side));
  return secondRound(dry, (value) => {
    const wet = combs.reduce((sum, comb) => sum + comb(value), 0) / combs.length;
    return value + 0.16 * diffusers.reduce((signal, step) => step(signal), wet);
  });
}

function dampedComb(delay: number, feedback: number): (value: number) => number {
  const line = new Float32Array(delay);
  let [position, damped] = [0, 0];
  return (value) => {
    const out = line[position] ?? 0;
    damped += 0.45 * (out - damped);
    line[position] = value + feedback * damped;
    position = (position + 1) % delay;
    return out;
  };
}

function diffuser(delay: number): (value: number) => number {
  const line = new Float32Array(delay);
  let position = 0;
  return (value) => {
    const held = line[position] ?? 0;
    const out = held - 0.5 * value;
    line[position] = value + 0.5 * out;
    position = (position + 1) % delay;
    return out;
  };
}

function secondRound(dry: Float32Array, step: (value: number) => number): Float32Array {
  dry.forEach((value) => {
    step(value);
  });
  return dry.map(step);
}
