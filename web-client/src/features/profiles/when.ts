/**
 * Moments as a person's page says them, in the reader's own time.
 */
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** "Nov 21, 2026". @param iso an ISO date */
export function dayOf(iso: string): string {
  return day.format(new Date(iso));
}

/** "November 2026". @param iso an ISO date */
export function monthOf(iso: string): string {
  return month.format(new Date(iso));
}

/** "Sat, Nov 21, 8:30 PM GMT+1". @param iso an ISO date */
export function momentOf(iso: string): string {
  return moment.format(new Date(iso));
}

/** Whole minutes, at least one. @param fromIso an ISO date @param toIso an ISO date */
export function minutesBetween(fromIso: string, toIso: string): number {
  return Math.max(1, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 60_000));
}
