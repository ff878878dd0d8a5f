/**
 * A date of birth as it is chosen, part by part.
 */

export interface DateParts {
  /** Each a whole number as text; empty: not chosen yet. */
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export const noDate: DateParts = { day: '', month: '', year: '' };

/** Older people than this have not signed up anywhere yet. */
const oldest = 120;

/** `1990-02-09`; null where a part is missing or there is no such day. */
export function isoDateOf({ day, month, year }: DateParts): string | null {
  if (day === '' || month === '' || year === '') return null;
  const iso = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

/** Whether every part was chosen: a day that is not real is another fault than one that is missing. */
export function isWhole({ day, month, year }: DateParts): boolean {
  return day !== '' && month !== '' && year !== '';
}

/** Years to choose from, this one first. @param nowMs since 1970 */
export function birthYears(nowMs: number): readonly number[] {
  const current = new Date(nowMs).getUTCFullYear();
  return Array.from({ length: oldest }, (_, ago) => current - ago);
}
