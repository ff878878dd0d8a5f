/**
 * How long ago something was, as people say it.
 */
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** "5 min. ago", "yesterday", "now". @param iso an ISO date @param nowMs since 1970 */
export function timeAgo(iso: string, nowMs: number): string {
  const seconds = Math.max(0, (nowMs - Date.parse(iso)) / 1_000);
  const step = steps.find((one) => seconds >= one.seconds);
  return step ? relative.format(-Math.floor(seconds / step.seconds), step.unit) : relative.format(0, 'second');
}
