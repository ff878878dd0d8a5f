/**
 * When a show starts, as people say it.
 */
import { strings } from './strings.ts';

const moment = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const soonMs = 60 * 60_000;

/** "Starts in 20 min", within the hour; else its day and time in the reader's zone. @param nowMs since 1970 */
export function startOf(iso: string, nowMs: number): string {
  const awayMs = Date.parse(iso) - nowMs;
  if (awayMs < 60_000) return strings.soonNow;
  if (awayMs < soonMs) return strings.soonIn(Math.round(awayMs / 60_000));
  return strings.soonAt(moment.format(new Date(iso)));
}
