/**
 * Something is under way and nobody can say for how long.
 */
import { cx } from './cx.ts';
import styles from './spinner.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface SpinnerProps {
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
  /** Announced; without it the spinner is decoration beside words that say it. */
  readonly label?: string | undefined;
}

export function Spinner({ size = 'md', label }: SpinnerProps) {
  const ring = <span className={cx(styles.spinner, styles[size])} aria-hidden="true" />;
  if (label === undefined) return ring;
  return (
    <span role="status">
      {ring}
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
}
