/**
 * How loud samples are, on the scale of a meter. Pure.
 */

/** What counts as silence, in decibels below the loudest. */
const floorDb = -60;

/** RMS of samples in −1…1 on a scale of decibels: 0 is silence, 1 the loudest that can be sent. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample ** 2;
  const rms = Math.sqrt(sum / Math.max(samples.length, 1));
  if (rms === 0) return 0;
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(rms)) / floorDb));
}
