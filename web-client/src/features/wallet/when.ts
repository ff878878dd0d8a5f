/**
 * Moments as a bank says them, in the reader's own time.
 */
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** "Nov 21, 2026, 8:30 PM". @param iso an ISO date */
export function momentOf(iso: string): string {
  return moment.format(new Date(iso));
}
