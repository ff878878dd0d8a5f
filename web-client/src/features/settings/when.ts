/**
 * Moments as the settings say them, in the reader's own time.
 */
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** "Nov 21, 2026". @param iso an ISO date */
export function dayOf(iso: string): string {
  return day.format(new Date(iso));
}

/** "Nov 21, 2026, 8:30 PM". @param iso an ISO date */
export function momentOf(iso: string): string {
  return moment.format(new Date(iso));
}
