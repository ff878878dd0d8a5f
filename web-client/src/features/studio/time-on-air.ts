/**
 * How long something has been on air, as a clock shows it. Pure.
 */

/** `0:07`, `12:34`, `1:02:03`; never negative, for clocks differ. */
export function timeOnAir(sinceIso: string | undefined, nowMs: number): string {
  const total = sinceIso === undefined ? 0 : Math.max(0, Math.floor((nowMs - Date.parse(sinceIso)) / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
