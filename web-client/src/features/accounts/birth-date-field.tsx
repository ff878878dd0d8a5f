/**
 * Day, month, year as three selects: on a phone each is its own wheel, and no calendar has to be turned back 30 years.
 */
import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import { SelectField, type SelectOption, useNow } from '../../ui/index.ts';
import { birthYears, type DateParts } from './birth-date.ts';
import styles from './birth-date-field.module.css';
import { strings } from './strings.ts';

export interface BirthDateFieldProps {
  readonly value: DateParts;
  readonly onChange: (value: DateParts) => void;
  readonly error?: string | undefined;
}

const monthName = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
const days = numbered(Array.from({ length: 31 }, (_, index) => index + 1));
const months = Array.from({ length: 12 }, (_, index) => ({
  value: String(index + 1),
  label: monthName.format(new Date(Date.UTC(2000, index, 1))),
}));

export function BirthDateField({ value, onChange, error }: BirthDateFieldProps) {
  const id = useId();
  const nowMs = useNow(null);
  const parts = [
    { part: 'day', label: strings.signUp.day, options: days },
    { part: 'month', label: strings.signUp.month, options: months },
    { part: 'year', label: strings.signUp.year, options: numbered(birthYears(nowMs)) },
  ] as const;
  return (
    <fieldset className={styles.set} aria-describedby={`${id}-hint ${id}-error`}>
      <legend className={styles.legend}>{strings.signUp.birthDate}</legend>
      <div className={styles.parts}>
        {parts.map(({ part, label, options }) => (
          <SelectField
            key={part}
            label={label}
            hideLabel
            autoComplete={`bday-${part}`}
            aria-invalid={error ? true : undefined}
            options={[{ value: '', label }, ...options]}
            value={value[part]}
            onValueChange={(chosen) => onChange({ ...value, [part]: chosen })}
          />
        ))}
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        {strings.signUp.birthHint}
      </p>
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          <CircleAlert aria-hidden="true" />
          {error}
        </p>
      )}
    </fieldset>
  );
}

function numbered(numbers: readonly number[]): SelectOption[] {
  return numbers.map((number) => ({ value: String(number), label: String(number) }));
}
