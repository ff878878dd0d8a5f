/**
 * Date and time of day by the device's own pickers, with the zone they are meant in and the moment that this makes.
 */
import { TextField } from '../../ui/index.ts';
import styles from './schedule.module.css';
import { choosableDates, type LocalTime, momentOf, momentText, type WhenFaults, zoneName } from './schedule-time.ts';
import { strings } from './strings.ts';

const words = strings.schedule;

/** A sentence for each of the two that cannot be taken. */
export interface WhenSentences {
  readonly scheduledFor?: string;
  readonly time?: string;
}

export function whenSentences({ scheduledFor, time }: WhenFaults): WhenSentences {
  return {
    ...(scheduledFor && { scheduledFor: scheduledFor === 'missing' ? words.faults.date : words.faults.range }),
    ...(time && { time: time === 'missing' ? words.faults.time : words.faults.skipped }),
  };
}

export interface WhenFieldsProps {
  readonly when: LocalTime;
  readonly onWhen: (when: LocalTime) => void;
  readonly faults: WhenSentences;
  readonly busy: boolean;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

export function WhenFields({ when, onWhen, faults, busy, nowMs }: WhenFieldsProps) {
  const { first, last } = choosableDates(nowMs);
  const atMs = momentOf(when);
  const zone = zoneName(atMs ?? nowMs);
  return (
    <div className={styles.when}>
      <TextField
        type="date"
        label={words.date}
        error={faults.scheduledFor}
        className={styles.picker}
        value={when.date}
        min={first}
        max={last}
        required
        disabled={busy}
        onChange={(event) => onWhen({ ...when, date: event.currentTarget.value })}
      />
      <TextField
        type="time"
        label={words.time}
        error={faults.time}
        className={styles.picker}
        value={when.time}
        required
        disabled={busy}
        onChange={(event) => onWhen({ ...when, time: event.currentTarget.value })}
      />
      <p className={styles.zone}>
        {atMs === null ? words.zone(zone) : words.starts(momentText(new Date(atMs).toISOString()), zone)}
      </p>
    </div>
  );
}
