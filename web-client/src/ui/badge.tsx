/**
 * Small facts: a word, LIVE, a count.
 */
import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { cx } from './cx.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export type BadgeTone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger' | 'overlay';

export interface BadgeProps {
  /** `overlay` lies on a picture. */
  readonly tone?: BadgeTone | undefined;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={cx(styles.badge, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}

/** On air. Used for nothing else. */
export function LiveBadge() {
  return (
    <span className={cx(styles.badge, styles.live)}>
      <span className={styles.dot} aria-hidden="true" />
      LIVE
    </span>
  );
}

export interface CountBadgeProps {
  readonly count: number;
  /** What is counted, for screen readers: "watching". */
  readonly label: string;
  readonly icon?: ReactNode;
  readonly tone?: BadgeTone | undefined;
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export function CountBadge({ count, label, icon, tone = 'overlay' }: CountBadgeProps) {
  return (
    <Badge tone={tone} icon={icon}>
      {compact.format(count)}
      <VisuallyHidden> {label}</VisuallyHidden>
    </Badge>
  );
}
