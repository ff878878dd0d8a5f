/**
 * A number a day as bars, light enough for a page of its own: one SVG, no library. Read aloud it is a table.
 */
import { useId } from 'react';
import styles from './day-bars.module.css';
import hidden from './visually-hidden.module.css';

export interface DayBar {
  /** An ISO date: 2026-11-21. */
  readonly day: string;
  /** For drawing alone. */
  readonly size: number;
  /** The amount in words: "1,250 tokens from 12 tips". */
  readonly text: string;
}

export interface DayBarsProps {
  readonly label: string;
  /** Names of the table's two columns. */
  readonly columns: readonly [day: string, amount: string];
  /** Oldest first. */
  readonly days: readonly DayBar[];
}

const height = 100;
const step = 10;
const gap = 2;
/** A day with something on it is never invisible. */
const least = 3;
const short = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });

export function DayBars({ label, columns, days }: DayBarsProps) {
  const id = useId();
  const most = Math.max(...days.map(({ size }) => size), 0);
  const width = Math.max(days.length, 1) * step;
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption id={id} className={styles.label}>
        {label}
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" className={styles.bars} aria-hidden="true">
        {days.map((one, at) => (
          <g key={one.day}>
            <rect x={at * step + gap / 2} y={0} width={step - gap} height={height} className={styles.track}>
              <title>{`${short.format(new Date(one.day))}: ${one.text}`}</title>
            </rect>
            <Bar left={at * step + gap / 2} share={most > 0 ? one.size / most : 0} />
          </g>
        ))}
      </svg>
      <p className={styles.ends} aria-hidden="true">
        <span>{first && short.format(new Date(first.day))}</span>
        <span>{last && short.format(new Date(last.day))}</span>
      </p>
      <div className={hidden.hidden}>
        <DayTable label={label} columns={columns} days={days} />
      </div>
    </figure>
  );
}

function Bar({ left, share }: { readonly left: number; readonly share: number }) {
  if (share <= 0) return null;
  const tall = Math.max(least, share * height);
  return <rect x={left} y={height - tall} width={step - gap} height={tall} className={styles.bar} />;
}

function DayTable({ label, columns, days }: DayBarsProps) {
  return (
    <table>
      <caption>{label}</caption>
      <thead>
        <tr>
          <th scope="col">{columns[0]}</th>
          <th scope="col">{columns[1]}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, text }) => (
          <tr key={day}>
            <th scope="row">{short.format(new Date(day))}</th>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
