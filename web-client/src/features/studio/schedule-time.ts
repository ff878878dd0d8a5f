/**
 * When a show shall begin: a date and a time of day as a form holds them, in the zone of the device, and the moment that
 * they mean. Pure but for that zone; times over a change of the clocks are what is hard here.
 */

/** As native inputs give them: `2026-11-28` and `20:30`; empty until chosen. */
export interface LocalTime {
  readonly date: string;
  readonly time: string;
}

/** `scheduledFor` stands for the date, as the wire's field is called. */
export type WhenField = 'scheduledFor' | 'time';
/** `skipped`: the clocks go forward over it, so it does not happen. */
export type WhenFault = 'missing' | 'range' | 'skipped';
export type WhenFaults = Readonly<Partial<Record<WhenField, WhenFault>>>;

export const notChosen: LocalTime = { date: '', time: '' };

/** As far ahead as the server takes it. */
const aheadMs = 366 * 24 * 3_600_000;
const outOfRange: WhenFaults = { scheduledFor: 'range' };

const two = (part: number): string => String(part).padStart(2, '0');

/** What the inputs show for a moment. @param atMs since 1970 */
export function localTimeOf(atMs: number): LocalTime {
  const at = new Date(atMs);
  const year = String(at.getFullYear()).padStart(4, '0');
  return {
    date: `${year}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/**
 * Milliseconds since 1970; null where no such time exists: not chosen, nonsense, or skipped by the clocks. A time that
 * happens twice, as the clocks go back, is its first.
 */
export function momentOf({ date, time }: LocalTime): number | null {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  // Some browsers give seconds as well.
  const clock = /^(\d{2}):(\d{2})(?::[\d.]+)?$/.exec(time);
  if (day === null || clock === null) return null;
  const [year, month, monthDay] = day.slice(1).map(Number) as [number, number, number];
  const [hours, minutes] = clock.slice(1).map(Number) as [number, number];
  const atMs = new Date(year, month - 1, monthDay, hours, minutes).getTime();
  // What does not come back as it was given was moved to a time that exists.
  const back = localTimeOf(atMs);
  return back.date === date && back.time === time.slice(0, 5) ? atMs : null;
}

/** First and last date that can be chosen. @param nowMs since 1970 */
export function choosableDates(nowMs: number): { readonly first: string; readonly last: string } {
  return { first: localTimeOf(nowMs).date, last: localTimeOf(nowMs + aheadMs).date };
}

/** What to send, or why not: in the future, within a year. @param nowMs since 1970 */
export function scheduledForOf(
  when: LocalTime,
  nowMs: number,
): { readonly scheduledFor: string } | { readonly faults: WhenFaults } {
  const { date, time } = when;
  if (date === '' || time === '') {
    return { faults: { ...(date === '' && { scheduledFor: 'missing' }), ...(time === '' && { time: 'missing' }) } };
  }
  const atMs = momentOf(when);
  if (atMs === null) return { faults: momentOf({ date, time: '12:00' }) === null ? outOfRange : { time: 'skipped' } };
  if (atMs <= nowMs || atMs > nowMs + aheadMs) return { faults: outOfRange };
  return { scheduledFor: new Date(atMs).toISOString() };
}

const moment = (timeZoneName: 'short' | 'long') =>
  new Intl.DateTimeFormat('en', {
    ...({ weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' } as const),
    ...({ hour: 'numeric', minute: '2-digit', timeZoneName } as const),
  });

/** "Sat, Nov 28, 2026, 8:30 PM GMT+1", in the reader's zone. @param iso an ISO date */
export function momentText(iso: string): string {
  return moment('short').format(new Date(iso));
}

/** The zone's name as it is at that moment: "Central European Summer Time". @param atMs since 1970 */
export function zoneName(atMs: number): string {
  const parts = moment('long').formatToParts(new Date(atMs));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}
