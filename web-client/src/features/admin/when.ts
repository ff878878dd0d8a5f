/**
 * Moments as staff read them: to the second, in the reader's own time.
 */
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', hour12: false });

/** "Nov 21, 2026, 20:30:05". @param iso an ISO date */
export function momentOf(iso: string): string {
  return moment.format(new Date(iso));
}

/** What a `datetime-local` field holds, as the server takes it; undefined where it is empty. */
export function isoOf(local: string): string | undefined {
  const date = new Date(local);
  return local === '' || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
