/**
 * Whether a birth date is an adult's. Days are UTC days: whoever is eighteen today somewhere else waits some hours.
 */

const adultYears = 18;
/** Nobody was ever older; a date before is a slip. */
const oldestYears = 130;

/**
 * @param birthDate a day that exists, as `YYYY-MM-DD`
 * @param nowMs milliseconds since 1970
 */
export function judgeBirthDate(birthDate: string, nowMs: number): 'adult' | 'minor' | 'impossible' {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  if (birthDate > today || yearsLater(birthDate, oldestYears) < today) return 'impossible';
  return yearsLater(birthDate, adultYears) <= today ? 'adult' : 'minor';
}

/** The same day of a later year as text that sorts; 29 February of a common year stands before 1 March, as it should. */
function yearsLater(date: string, years: number): string {
  return `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
}
