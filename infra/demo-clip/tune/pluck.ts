/**
 * One plucked steel string after Karplus and Strong, tuned by an all-pass as Jaffe and Smith describe
 * ("Extensions of the Karplus-Strong Plucked-String Algorithm", 1983). Owns the sound of a single note.
 */

/** What makes a string sound like itself. `brightness` 0…1 is the pick, `pickAt` 0…0.5 where along the string it plucks. */
export type Pluck = { frequencyHz: number; seconds: number; brightness: number; pickAt: number; decaySeconds: number };

/** Samples of one note, from silence to silence, peak about 1. The same seed gives the same samples. */
export function pluckString(pluck: Pluck, sampleRate: number, seed: number): Float32Array {
  const period = sampleRate / pluck.frequencyHz;
  const line = excitation(Math.floor(period - 0.6), pluck, seed);
  const fraction = period - 0.5 - line.length;
  const tuning = (1 - fraction) / (1 + fraction);
  const loss = 10 ** (-3 / (pluck.frequencyHz * pluck.decaySeconds));
  const out = new Float32Array(Math.floor(pluck.seconds * sampleRate));
  let [position, before, allPassIn, allPassOut] = [0, 0, 0, 0];
  for (let i = 0; i < out.length; i += 1) {
    const sample = line[position] ?? 0;
    out[i] = sample;
    const filtered = loss * 0.5 * (sample + before);
    before = sample;
    allPassOut = tuning * (filtered - allPassOut) + allPassIn;
    allPassIn = filtered;
    line[position] = allPassOut;
    position = (position + 1) % line.length;
  }
  return faded(out, sampleRate);
}

/** The shape of the string as the pick lets go: noise, softened by the pick and with the notch of its position. */
function excitation(length: number, pluck: Pluck, seed: number): Float32Array {
  const noise = new Float32Array(length);
  let state = (seed * 2654435761) >>> 0;
  let soft = 0;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    soft += (0.12 + 0.8 * pluck.brightness) * (state / 2 ** 31 - 1 - soft);
    noise[i] = soft;
  }
  const notch = Math.max(1, Math.round(pluck.pickAt * length));
  const shaped = noise.map((value, i) => value - (noise[(i + length - notch) % length] ?? 0));
  const mean = shaped.reduce((sum, value) => sum + value, 0) / length;
  const peak = shaped.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 1e-6);
  return shaped.map((value) => (value - mean) / peak);
}

/** Two milliseconds in and a soft hand on the string at the end, so that no note clicks. */
function faded(samples: Float32Array, sampleRate: number): Float32Array {
  const [rise, fall] = [0.002 * sampleRate, 0.09 * sampleRate];
  return samples.map((value, i) => {
    const out = Math.min(1, (samples.length - i) / fall);
    return value * Math.min(1, i / rise) * out * out;
  });
}
