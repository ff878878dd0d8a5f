/**
 * How long something has been live, as people say it.
 */

/** "12 min", "1 h 5 min"; null within the first minute. @param sinceIso an ISO date @param nowMs since 1970 */
export function liveFor(sinceIso: string, nowMs: number): string | null {
  const minutes = Math.floor((nowMs - Date.parse(sinceIso)) / 60_000);
  if (!(minutes >= 1)) return null;
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${(minutes - rest) / 60} h ${rest} min`;
}
